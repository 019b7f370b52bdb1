import type { KaikeiErrorCode } from "@kaikei/server/contract";

/**
 * A refusal in the server's words, for `shop.next`. `retryable`: the same request may be sent again as it is. Looks then
 * are, by themselves, and what a kiosk starts; what she has tapped for waits for her next tap.
 *
 * @example
 * ```ts
 * shop.next.push(() => errorResponse(404, "order_not_found", false));
 * ```
 */
export function errorResponse(
  status: number,
  code: KaikeiErrorCode | (string & {}),
  retryable: boolean,
  headers?: HeadersInit,
): Response {
  const error = { code, message: "For the developer's eyes.", retryable, help: "" };
  return Response.json({ error }, headers ? { status, headers } : { status });
}

/**
 * An answer that the test gives when it likes, or never.
 *
 * @example
 * ```ts
 * const answer = answerLater();
 * shop.next.push(() => answer.promise);
 * // … the page waits …
 * answer.resolve(errorResponse(503, "provider_unreachable", true));
 * ```
 */
export function answerLater() {
  let resolve: (response: Response) => void = () => undefined;
  const promise = new Promise<Response>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (response: Response) => resolve(response) };
}
