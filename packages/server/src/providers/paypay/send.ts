import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Outcome, ProviderCall } from "../../provider.ts";
import type { CallOptions } from "./client.ts";
import type { Endpoint } from "./endpoints.ts";
import { createHealingClock } from "./healing-clock.ts";
import { createKeyRing } from "./key-ring.ts";
import type { KeyPair, PayPayClientOptions, Settings } from "./options.ts";
import { readAnswer, requestIdOf } from "./read-answer.ts";
import { authorizationHeader } from "./signature.ts";
import type { Transport, TransportAnswer, TransportRequest } from "./transport.ts";
import { isWalletAddress } from "./wallet-address.ts";

/** One call as it goes over the wire, but for what its signature needs. */
export interface PreparedCall {
  path: string;
  query: string;
  body: Uint8Array | null;
}

export type Send = <Request extends z.ZodType, Answer extends z.ZodType>(
  endpoint: Endpoint<Request, Answer>,
  call: PreparedCall,
  options?: CallOptions,
) => Promise<Outcome<z.output<Answer>>>;

/**
 * Signs a call, carries it out within one deadline and reads what came back. It is sent again only where that can do
 * no harm: over a connection that PayPay had closed, if a repeat brings the earlier result; with a corrected clock, or
 * with the next key pair, after a 401, which proves that nothing was done.
 */
export function createSend(
  settings: Settings,
  { transport, options }: { transport: Transport; options: PayPayClientOptions },
): Send {
  const { clock = () => new Date(), nonce = randomUUID, timeouts = {}, onCall } = options;
  const emulatorOrigin = settings.environment === "emulator" ? settings.origin : null;
  const signingClock = createHealingClock(clock);
  const keys = createKeyRing(settings.keys);

  return async (endpoint, { path, query, body }, { signal } = {}) => {
    const startedAt = performance.now();
    const deadlineMs = timeouts[endpoint.name] ?? endpoint.timeoutMs;
    const { method } = endpoint;
    const contentType = body === null ? null : "application/json";
    const repeatable = endpoint.kind === "read" || endpoint.repeatReturnsEarlierResult;
    const seen = { attempts: 0, connectionRetried: false, clockHealed: false, keySwitched: false };

    const attempt = ({ apiKey, apiSecret }: KeyPair, { fresh }: { fresh: boolean }) => {
      seen.attempts += 1;
      const epochSeconds = signingClock.epochSeconds();
      const signed = { apiKey, apiSecret, method, path, contentType, body, nonce: nonce(), epochSeconds };
      const headers = {
        Authorization: authorizationHeader(signed),
        "X-ASSUME-MERCHANT": settings.merchantId,
        Accept: "application/json",
        "User-Agent": "Kaikei",
        ...(contentType !== null && { "Content-Type": contentType }),
      };
      const left = Math.max(1, startedAt + deadlineMs - performance.now());
      const { origin } = settings;
      const request = {
        method,
        origin,
        target: path + query,
        headers,
        body,
        deadlineMs: left,
        signal,
        fresh,
      };
      return settle(transport, request);
    };
    const read = (answer: TransportAnswer) =>
      readAnswer(endpoint, answer, {
        deadlineMs,
        now: clock(),
        isWalletAddress: (address) => isWalletAddress(address, emulatorOrigin),
      });
    const tryWith = async (pair: KeyPair) => {
      let answer = await attempt(pair, { fresh: false });
      if (answer.kind === "no_answer" && answer.cause === "kept_connection" && repeatable) {
        seen.connectionRetried = true;
        answer = await attempt(pair, { fresh: true });
      }
      const outcome = read(answer);
      if (!isUnauthorized(outcome) || !signingClock.learnFrom(answer)) return { answer, outcome };
      seen.clockHealed = true;
      answer = await attempt(pair, { fresh: false });
      return { answer, outcome: read(answer) };
    };

    const [first, ...others] = keys.inOrder();
    let used = first;
    let tried = await tryWith(first);
    for (const pair of others) {
      if (!isUnauthorized(tried.outcome)) break;
      used = pair;
      tried = await tryWith(pair);
    }
    const { answer } = tried;
    const isRepeat = seen.connectionRetried && endpoint.kind === "write";
    const outcome = isRepeat ? asRepeat(tried.outcome) : tried.outcome;
    // What brought no answer has not been accepted.
    if (answer.kind === "answer" && !isUnauthorized(tried.outcome)) seen.keySwitched = keys.accept(used);
    const ms = performance.now() - startedAt;
    if (onCall !== undefined) tell(onCall, { ...describeCall(endpoint, { answer, outcome }), ...seen, ms });
    return outcome;
  };
}

function isUnauthorized(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "declined" && outcome.problem.reason === "unauthorized";
}

/** The first request may have acted, so that the second one failed or was refused proves nothing about it. */
function asRepeat<Value>(outcome: Outcome<Value>): Outcome<Value> {
  const proves = outcome.kind !== "declined" && outcome.kind !== "not_sent";
  return proves ? outcome : { kind: "unknown", problem: outcome.problem };
}

async function settle(transport: Transport, request: TransportRequest): Promise<TransportAnswer> {
  try {
    return await transport(request);
  } catch {
    // A transport of the shop's own that breaks its promise: nobody knows how far the request came.
    return { kind: "no_answer", cause: "connection" };
  }
}

function describeCall(
  { name }: Pick<Endpoint, "name">,
  { answer, outcome }: { answer: TransportAnswer; outcome: Outcome<unknown> },
) {
  const problem = "problem" in outcome ? outcome.problem : null;
  return {
    provider: "paypay",
    endpoint: name,
    outcome: outcome.kind,
    reason: problem?.reason ?? null,
    code: problem?.code ?? null,
    status: answer.kind === "answer" ? answer.status : null,
    requestId: answer.kind === "answer" ? requestIdOf(answer) : null,
  };
}

/** An observer that throws must not make a call that may have moved money look like one that failed. */
function tell(onCall: (call: ProviderCall) => void, call: ProviderCall): void {
  try {
    onCall(call);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
