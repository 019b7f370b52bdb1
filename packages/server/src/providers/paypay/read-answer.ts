import type { z } from "zod";
import type { Outcome, Problem } from "../../provider.ts";
import { confirmationSchema, envelopeSchema } from "./answer-schemas.ts";
import type { Endpoint } from "./endpoints.ts";
import { explainResultCode } from "./explain-result-code.ts";
import { parseJson } from "./json.ts";
import type { TransportAnswer } from "./transport.ts";

type HttpAnswer = Extract<TransportAnswer, { kind: "answer" }>;

/** What reading an answer needs to know of the call. */
export interface CallContext {
  deadlineMs: number;
  now: Date;
  isWalletAddress: (address: string) => boolean;
}

/**
 * Turns what came back into an outcome. Nothing counts as success but a listed 2xx with PayPay's word for
 * success and readable data; everything between the first byte of the request and a well-formed answer is
 * `unknown`.
 */
export function readAnswer<Request extends z.ZodType, Answer extends z.ZodType>(
  endpoint: Endpoint<Request, Answer>,
  answer: TransportAnswer,
  context: CallContext,
): Outcome<z.output<Answer>> {
  const call = `${endpoint.method} ${endpoint.path}`;
  if (answer.kind === "not_sent") {
    const message = `${notSent[answer.cause]} for ${call}. Nothing was sent; the same call may be made again.`;
    return { kind: "not_sent", problem: problem("unreachable", message) };
  }
  if (answer.kind === "no_answer") {
    const seconds = context.deadlineMs / 1000;
    const message = `${noAnswer[answer.cause](call, seconds)} ${consequence(endpoint)}`;
    return { kind: "unknown", problem: problem("no_answer", message) };
  }
  const about = { requestId: requestIdOf(answer), retryAfterMs: retryAfterOf(answer, context.now) };
  const envelope = readEnvelope(answer);
  const unreadable = (what: string): Outcome<never> => {
    const reason = answer.status >= 500 ? "provider_error" : "no_answer";
    const message = `PayPay answered ${call} with ${answer.status} and ${what}. ${consequence(endpoint)}`;
    return { kind: "unknown", problem: problem(reason, message, about) };
  };

  if (envelope === null && answer.status !== 429) return unreadable("a body that is not PayPay's");
  const code = envelope?.code ?? null;

  const isOk = endpoint.okStatuses.includes(answer.status);
  if (isOk && endpoint.statusInData) {
    const data = endpoint.answer.safeParse(withCode(envelope?.data, code));
    if (data.success) return { kind: "done", value: data.data };
  }
  if (isOk && (code === "SUCCESS" || code === "REQUEST_ACCEPTED")) {
    const data = endpoint.answer.safeParse(envelope?.data);
    if (!data.success) return unreadable("data of another shape than its documentation says");
    const addresses = endpoint.addresses?.(data.data) ?? [];
    if (!addresses.every((address) => address === null || context.isWalletAddress(address))) {
      return unreadable("an address that is not PayPay's, which was not used");
    }
    return { kind: code === "SUCCESS" ? "done" : "accepted", value: data.data };
  }

  const explanation = explainResultCode({ code, status: answer.status, endpoint });
  const explained = problem(
    explanation.reason,
    `PayPay answered ${call} with ${answer.status} ${nameOf(code, envelope?.codeId)}. ${explanation.advice} See ${explanation.helpUrl}`,
    { ...about, code, retryAfterMs: about.retryAfterMs ?? explanation.retryAfterMs },
  );
  if (endpoint.okStatuses.includes(answer.status) && code === "USER_CONFIRMATION_REQUIRED") {
    const url = confirmationSchema.safeParse(envelope?.data).data?.url ?? null;
    if (url !== null && !context.isWalletAddress(url)) {
      return unreadable("an address that is not PayPay's, which was not used");
    }
    return { kind: "action_required", url, problem: explained };
  }
  return { kind: explanation.class === "unknown" ? "unknown" : "declined", problem: explained };
}

const notSent = {
  connection: "PayPay could not be reached",
  certificate:
    "Whoever answered at PayPay's address has no certificate that this server trusts (a proxy in between, or its list of authorities)",
  deadline: "PayPay could not be reached in time",
  aborted: "The call was given up before it began",
  insecure: "Plain http is only for the emulator on this machine: no connection was made",
} as const;

const noAnswer = {
  kept_connection: (call: string) => `The connection ended before PayPay answered ${call}.`,
  connection: (call: string) => `The connection ended before PayPay's answer to ${call} was complete.`,
  deadline: (call: string, seconds: number) => `PayPay did not answer ${call} within ${seconds} s.`,
  aborted: (call: string) => `${call} was given up before PayPay answered.`,
  too_large: (call: string) => `PayPay's answer to ${call} is larger than 1 MiB and was not read.`,
} as const;

function consequence({ lookUp, repeatReturnsEarlierResult }: Endpoint): string {
  if (lookUp === null) return "It changed nothing; ask again.";
  const proof = lookUp.absenceIsProof
    ? "nothing found there, twice and 30 s apart, proves that it did not"
    : "nothing found there proves nothing";
  const repeat = repeatReturnsEarlierResult ? " The same request may be sent again." : "";
  return `It may have acted; ${lookUp.by} tells, and ${proof}.${repeat}`;
}

function problem(reason: Problem["reason"], message: string, more: Partial<Problem> = {}): Problem {
  return { code: null, requestId: null, retryAfterMs: null, ...more, reason, message };
}

function readEnvelope(answer: HttpAnswer) {
  const type = answer.header("content-type");
  if (type !== null && !/^application\/([\w.-]+\+)?json\b/i.test(type)) return null;
  const envelope = envelopeSchema.safeParse(parseJson(decode(answer.body)));
  if (!envelope.success) return null;
  const { resultInfo, data } = envelope.data;
  // Codes go into messages and logs, so nothing but a code may pass as one.
  if (!/^[A-Za-z0-9_]{1,64}$/.test(resultInfo.code)) return null;
  const codeId =
    resultInfo.codeId !== null && /^\w{1,32}$/.test(resultInfo.codeId) ? resultInfo.codeId : null;
  return { code: resultInfo.code, codeId, data };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "";
  }
}

function withCode(data: unknown, resultCode: string | null): unknown {
  return typeof data === "object" && data !== null ? { ...data, resultCode } : data;
}

function nameOf(code: string | null, codeId: string | null | undefined): string {
  if (code === null) return "and no code";
  return codeId ? `${code} (codeId ${codeId})` : code;
}

/** PayPay's id of the call, to quote to its support. */
export function requestIdOf(answer: HttpAnswer): string | null {
  const id = answer.header("x-request-id");
  return id !== null && /^[A-Za-z0-9-]{1,64}$/.test(id) ? id : null;
}

/** However long a server asks us to wait, after an hour we look again. */
const longestWaitMs = 3_600_000;

function retryAfterOf(answer: HttpAnswer, now: Date): number | null {
  const value = answer.header("retry-after");
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestWaitMs);
}
