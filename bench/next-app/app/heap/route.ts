/** What this process holds after a collection of garbage, in bytes. */
export async function POST(): Promise<Response> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Response.json({ heapUsed: process.memoryUsage().heapUsed });
}
