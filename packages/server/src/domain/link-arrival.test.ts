import { describe, expect, it } from "vitest";
import { linkAttemptStatusSchema } from "./account-link.ts";
import { decideLinkArrival, type LinkArrivalFacts } from "./link-arrival.ts";

const now = new Date("2026-11-21T03:00:00Z");
const later = new Date(now.getTime() + 1);

/** Everything that can be: few enough to look at all of it. */
const all: LinkArrivalFacts[] = (["allowed", "declined", "refused"] as const).flatMap((answer) =>
  linkAttemptStatusSchema.options.flatMap((status) =>
    [now, later].flatMap((expiresAt) =>
      ["mune", "sora", null].flatMap((customer) =>
        [true, false].map((began) => ({
          ...{ answer, customer, began, now },
          attempt: { customer: "mune", status, expiresAt },
        })),
      ),
    ),
  ),
);
const isOpen = ({ attempt: { status, expiresAt } }: LinkArrivalFacts) =>
  (status === "open" || status === "awaiting_confirmation") && expiresAt > now;

describe("of everything that can come back from linking an account", () => {
  it("only what its own customer allowed and brings to the browser that began links at once, and while it is open", () => {
    for (const facts of all) {
      const own = facts.customer === "mune" && facts.began && facts.answer === "allowed" && isOpen(facts);
      expect(decideLinkArrival(facts).kind === "link", JSON.stringify(facts)).toBe(own);
    }
  });

  it("a stranger's and another customer's ends nothing, and what is over stays as it is", () => {
    for (const facts of all) {
      const { kind } = decideLinkArrival(facts);
      if (facts.customer !== "mune") expect(["tell", "keep"], JSON.stringify(facts)).toContain(kind);
      if (facts.customer === "sora" || !isOpen(facts)) expect(kind, JSON.stringify(facts)).toBe("tell");
    }
  });

  it("only what was allowed is kept to be confirmed", () => {
    const kept = all.filter((facts) => decideLinkArrival(facts).kind === "keep");
    expect(kept.length).toBeGreaterThan(0);
    for (const facts of kept) expect(facts).toMatchObject({ answer: "allowed" });
  });

  it("each way has a word of its own", () => {
    const words = new Set(all.map((facts) => Object.values(decideLinkArrival(facts)).join(" ")));
    expect([...words].sort()).toEqual([
      "end declined",
      "end failed",
      "keep confirm",
      "keep stranger",
      "link",
      "tell declined",
      "tell expired",
      "tell failed",
      "tell used",
      "tell wrong_customer",
    ]);
  });
});
