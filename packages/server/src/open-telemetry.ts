import { describeError, type Logger } from "./logger.ts";
import type { ProviderCall } from "./provider.ts";
import type { Telemetry } from "./telemetry.ts";

type Api = typeof import("@opentelemetry/api");

const scope = "@kaikei/server";

/**
 * Spans and counters through `@opentelemetry/api`, for an app that has it: `kaikei.provider.calls`,
 * `kaikei.provider.call.duration` (seconds), `kaikei.payment.transitions`. Null for one that has not.
 */
export async function openTelemetry(logger: Logger): Promise<Telemetry | null> {
  const api = await load(logger);
  if (api === null) return null;
  const tracer = api.trace.getTracer(scope);
  const instruments = instrumentsOf(api);
  return {
    call: (call) => {
      const labels = callLabels(call);
      const endTime = Date.now();
      const span = tracer.startSpan(`${call.provider} ${call.endpoint}`, {
        kind: api.SpanKind.CLIENT,
        startTime: endTime - call.ms,
        attributes: { ...labels, ...callDetails(call) },
      });
      if (call.outcome === "unknown" || call.outcome === "not_sent") {
        span.setStatus({ code: api.SpanStatusCode.ERROR });
      }
      span.end(endTime);
      const { calls, duration } = instruments();
      calls.add(1, labels);
      duration.record(call.ms / 1000, labels);
    },
    transition: ({ payment, from, to, version, source, ageMs }) => {
      const labels = { "kaikei.from": from, "kaikei.to": to, "kaikei.source": source };
      const details = { "kaikei.payment": payment, "kaikei.version": version, "kaikei.age_ms": ageMs };
      tracer.startSpan("payment transition", { attributes: { ...labels, ...details } }).end();
      instruments().transitions.add(1, labels);
    },
  };
}

/** Node's word for it, and that of the bundlers. */
const notFound: ReadonlySet<unknown> = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]);

async function load(logger: Logger): Promise<Api | null> {
  try {
    return await import("@opentelemetry/api");
  } catch (error) {
    const absent = error instanceof Error && "code" in error && notFound.has(error.code);
    // Whatever is wrong with it, payments go on without.
    if (!absent) logger.warn({ error: describeError(error) }, "@opentelemetry/api cannot be loaded");
    return null;
  }
}

/** Made anew when the app registers its meters after us: until then they count into nothing. */
function instrumentsOf(api: Api) {
  const make = () => {
    const meter = api.metrics.getMeter(scope);
    return {
      calls: meter.createCounter("kaikei.provider.calls"),
      duration: meter.createHistogram("kaikei.provider.call.duration", { unit: "s" }),
      transitions: meter.createCounter("kaikei.payment.transitions"),
    };
  };
  let registered = api.metrics.getMeterProvider();
  let made = make();
  return () => {
    const current = api.metrics.getMeterProvider();
    if (current !== registered) {
      registered = current;
      made = make();
    }
    return made;
  };
}

/** Few values each, so that they may be counted by. */
function callLabels({ provider, endpoint, outcome, reason }: ProviderCall) {
  return {
    "kaikei.provider": provider,
    "kaikei.endpoint": endpoint,
    "kaikei.outcome": outcome,
    ...(reason !== null && { "kaikei.reason": reason }),
  };
}

function callDetails(call: ProviderCall) {
  const { code, status, requestId, attempts, connectionRetried, clockHealed, keySwitched } = call;
  return {
    ...(code !== null && { "kaikei.code": code }),
    ...(status !== null && { "http.response.status_code": status }),
    ...(requestId !== null && { "kaikei.request_id": requestId }),
    "kaikei.attempts": attempts,
    "kaikei.connection_retried": connectionRetried,
    "kaikei.clock_healed": clockHealed,
    "kaikei.key_switched": keySwitched,
  };
}
