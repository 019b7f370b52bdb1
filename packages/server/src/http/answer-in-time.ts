/** PayPay waits 1.5 to 2 seconds and tries again soon: what is not kept by then must have been refused before. */
const deadlineMs = 900;

/** True for a provider's notification, whatever the base path is: also while Kaikei is not open yet. */
export function isNotification(request: Request): boolean {
  return request.method === "POST" && /\/notifications\/[^/]+$/.test(new URL(request.url).pathname);
}

/** The answer if it comes in time, else `tooLate`'s. The work behind it goes on. */
export async function answerInTime(answer: Promise<Response>, tooLate: () => Response): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(tooLate()), deadlineMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
