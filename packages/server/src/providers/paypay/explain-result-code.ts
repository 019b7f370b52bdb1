import type { EndpointName } from "./endpoints.ts";
import { type ResultCode, resultCodes } from "./result-codes.ts";

/** What PayPay's code means at one call. */
export interface ResultExplanation extends Pick<ResultCode, "class" | "reason" | "advice"> {
  retryAfterMs: number | null;
  /** PayPay's page about the call. */
  helpUrl: string;
}

/**
 * Reads the table for one answer that is not a success. A code that the table does not have, or none, is
 * judged by the HTTP status: 4xx did not act, anything else is unknown.
 *
 * @example
 * ```ts
 * explainResultCode({ code: "NO_SUCH_REFUND_ORDER", status: 404, endpoint: getRefund }).class; // "terminal"
 * ```
 */
export function explainResultCode(answer: {
  code: string | null;
  status: number;
  endpoint: { name: EndpointName; kind: "read" | "write"; document: string };
}): ResultExplanation {
  const { code, status, endpoint } = answer;
  const entry = entryFor(code, status);
  const adapted = {
    ...entry,
    ...(endpoint.kind === "read" && entry.read),
    ...entry.at?.[endpoint.name],
  };
  return {
    class: adapted.class,
    reason: adapted.reason,
    advice: adapted.advice,
    retryAfterMs: entry.retryAfterMs ?? null,
    helpUrl: endpoint.document,
  };
}

const unlistedRefusal: ResultCode = {
  class: "not_retryable",
  reason: "refused",
  http: [],
  advice: "PayPay refused it with a code that Kaikei does not know: see PayPay's page.",
};
const unlistedFailure: ResultCode = {
  class: "unknown",
  reason: "provider_error",
  http: [],
  advice: "PayPay failed without saying whether it acted. Look before repeating anything.",
};

function entryFor(code: string | null, status: number): ResultCode {
  const listed = code !== null && Object.hasOwn(resultCodes, code) ? resultCodes[code] : undefined;
  if (listed?.class === "unknown") return listed;
  if (listed && status >= 400 && status < 500) return listed;
  // A refusal that comes as a 5xx is believed only where PayPay documents it so.
  if (listed?.http.includes(status)) return listed;
  if (status === 429 && resultCodes.RATE_LIMIT) return resultCodes.RATE_LIMIT;
  return code !== null && status >= 400 && status < 500 ? unlistedRefusal : unlistedFailure;
}
