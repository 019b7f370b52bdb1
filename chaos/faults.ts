import type { FaultInput, WebhookFaultInput } from "@kaikei/emulator";
import type { Random } from "./random.ts";

/** What goes wrong upstream, decided call by call. */
export interface FaultPlan {
  /** For people: how much goes wrong in this run. */
  describe(): string;
  chooseFault(call: { method: string; path: string }): FaultInput | null;
  chooseWebhookFault(): WebhookFaultInput | null;
  /** So many struck. */
  struck(): number;
  /** Nothing goes wrong any more. */
  calm(): void;
}

const kinds = [
  "reset_before",
  "reset_after",
  "hang_before",
  "hang_after",
  "half_body",
  "html_502",
  "error_500_before",
  "error_500_after",
  "nonsense_after",
  "duplicate_after",
  "maintenance",
  "rate_limit",
  "delay_before",
  "delay_after",
  "late_effect",
  "webhook_first",
] as const;
type Kind = (typeof kinds)[number];

/** Draws how often what goes wrong in this run: 10 to 20 % of the calls, each kind more or less. */
export function drawFaults(
  random: Random,
  { now, real }: { now: () => number; real: (ms: number) => number },
): FaultPlan {
  const odds = 0.1 + random.next() * 0.1;
  const weights = Object.fromEntries(kinds.map((kind) => [kind, 0.2 + random.next()]));
  // One refusal of us as a caller pauses everybody, so a few are many.
  const drawn = { ...weights, rate_limit: 0.05, maintenance: 0.05, hang_before: 0.3, hang_after: 0.3 };
  const webhooks = { drop: random.next() * 0.3, repeat: 0.1, delay: 0.1, reorder: 0.1 };
  let struck = 0;
  let isCalm = false;
  let burst: { until: number; fault: FaultInput } | null = null;

  const choose = (method: string, path: string): FaultInput | null => {
    if (burst !== null && now() < burst.until) return burst.fault;
    if (!random.chance(odds)) return null;
    const kind = random.weighted(drawn);
    const fault = faultOf(isKind(kind) ? kind : "reset_after", { method, path, random, real });
    if (kind === "rate_limit" || kind === "maintenance") {
      burst = { until: now() + random.between(1000, 8000), fault };
    }
    return fault;
  };
  return {
    describe: () =>
      `${(odds * 100).toFixed(1)} % of the calls go wrong, ${(webhooks.drop * 100).toFixed(0)} % of the webhooks are dropped`,
    chooseFault: ({ method, path }) => {
      if (isCalm) return null;
      const fault = choose(method, path);
      if (fault !== null) struck += 1;
      return fault;
    },
    chooseWebhookFault: () => {
      if (isCalm) return null;
      const kind = random.weighted({ ...webhooks, none: 1 - webhooks.drop - 0.3 });
      if (kind === "none") return null;
      struck += 1;
      return kind === "delay" ? { kind, milliseconds: real(random.between(500, 20_000)) } : { kind };
    },
    struck: () => struck,
    calm: () => {
      isCalm = true;
    },
  };
}

function isKind(name: string): name is Kind {
  return kinds.some((kind) => kind === name);
}

function faultOf(
  kind: Kind,
  {
    method,
    path,
    random,
    real,
  }: { method: string; path: string; random: Random; real: (ms: number) => number },
): FaultInput {
  switch (kind) {
    case "hang_before":
      return { kind: "hang" };
    case "hang_after":
      return { kind: "hang", after: true };
    case "error_500_before":
    case "error_500_after":
      return {
        kind: "status",
        status: 500,
        body: { resultInfo: { code: "INTERNAL_SERVER_ERROR", message: "", codeId: "08100001" }, data: null },
        after: kind === "error_500_after",
      };
    case "nonsense_after":
      return { kind: "status", status: 200, body: "{}", after: true };
    case "duplicate_after":
      // "You have that one already", said to the first to ask: its code is there, and nobody learns its address.
      if (method !== "POST" || path !== "/v2/codes") return { kind: "reset_after" };
      return {
        kind: "status",
        status: 400,
        body: {
          resultInfo: { code: "DUPLICATE_DYNAMIC_QR_REQUEST", message: "", codeId: "01652073" },
          data: null,
        },
        after: true,
      };
    case "maintenance":
      return {
        kind: "status",
        status: 503,
        body: { resultInfo: { code: "MAINTENANCE_MODE", message: "", codeId: "08100026" }, data: null },
      };
    case "delay_before":
    case "delay_after":
      // Up to twice the longest deadline.
      return {
        kind: "delay",
        milliseconds: real(random.between(100, 60_000)),
        after: kind === "delay_after",
      };
    case "late_effect":
      // Of a question there is no effect to be late.
      if (method === "GET") return { kind: "reset_before" };
      return { kind: "late_effect", milliseconds: random.between(5000, 40_000) };
    case "webhook_first":
      return random.chance(0.2) ? { kind: "webhook_first", customer: "shopper" } : { kind: "webhook_first" };
    default:
      return { kind };
  }
}
