import type { Attention, PaymentStatus } from "./domain/payment.ts";
import type { Logger } from "./logger.ts";
import type { ProviderCall } from "./provider.ts";

/** A change of a payment, as it may be logged. */
export interface PaymentTransition {
  payment: string;
  from: PaymentStatus;
  to: PaymentStatus;
  /** Why a person has to look, if so. */
  attention: Attention | null;
  /** The payment's version after it. */
  version: number;
  /** The provider's answer, or what we conclude ourselves of a payment that nobody paid. */
  source: "provider" | "kit";
  /** Milliseconds since the payment was written down. */
  ageMs: number;
}

/** Whoever watches what happens: one event per call to a provider, one per change of a payment. */
export interface Telemetry {
  call(call: ProviderCall): void;
  transition(transition: PaymentTransition): void;
}

/** Tells all of them. */
export function joinTelemetry(...parts: readonly Telemetry[]): Telemetry {
  return {
    call: (call) => {
      for (const part of parts) part.call(call);
    },
    transition: (transition) => {
      for (const part of parts) part.transition(transition);
    },
  };
}

/**
 * Events as log entries of level info: `provider.call` and `payment.transition`; of level warn where an operator has
 * something to do. Written out field by field, so that nothing else can get into a log.
 */
export function createLogTelemetry(logger: Logger): Telemetry {
  return {
    call: ({
      provider,
      endpoint,
      outcome,
      reason,
      code,
      status,
      requestId,
      ms,
      attempts,
      connectionRetried,
      clockHealed,
      keySwitched,
    }) => {
      const answer = { outcome, reason, code, status, requestId, ms: Math.round(ms) };
      const habits = { attempts, connectionRetried, clockHealed, keySwitched };
      logger.info({ event: "provider.call", provider, endpoint, ...answer, ...habits }, "provider called");
      if (clockHealed) {
        const message = "this server's clock is off; calls are signed with the provider's time";
        logger.warn({ event: "provider.clock_skew", provider }, message);
      }
      if (keySwitched) {
        const message = "the provider accepts another key pair than before";
        logger.warn({ event: "provider.key_switched", provider }, message);
      }
    },
    transition: ({ payment, from, to, attention, version, source, ageMs }) => {
      const change = { payment, from, to, attention, version, source, ageMs };
      logger.info({ event: "payment.transition", ...change }, "payment changed");
    },
  };
}
