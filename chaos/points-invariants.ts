import type { OurCashback } from "./books.ts";
import { cameBefore, type Invariant, report } from "./violation.ts";

// What must hold of points that are given and taken back.

const isOpen = ({ status }: OurCashback) => ["requested", "uncertain", "accepted"].includes(status);

/** I4: nothing is open, unless the record shows it to a person, and PayPay has really nothing of it. */
export const noPointsStuck: Invariant = ({ cashbacks, forPeople, upstream }) => {
  const found = report("I4", "stuck");
  const known = new Set(upstream.cashbacks.map(({ id }) => id));
  return cashbacks.filter(isOpen).flatMap(({ id, kind, status, nextLookAt }) => {
    const seen = nextLookAt === null ? "and nobody will look" : "and is still watched";
    if (!forPeople.includes(id)) return [found(id, `its ${kind} stands at ${status}, ${seen}`)];
    return known.has(id)
      ? [found(id, `its ${kind} waits for a person, and PayPay knows what became of it`)]
      : [];
  });
};

/** I13: under each key the shop's customer gets what the shop meant to give, once; and no more is taken back. */
export const pointsAsIntended: Invariant = ({ cashbacks, gifts, upstream }) => {
  const doubled = report("I13", "doubled");
  const given = upstream.cashbacks.filter(({ of, status }) => of === null && status === "SUCCESS");
  const ours = new Map(cashbacks.map((cashback) => [cashback.id, cashback]));
  const byKey = Map.groupBy(given, ({ id }) => ours.get(id)?.key ?? "");
  const tooMuch = [...byKey].flatMap(([key, gave]) => {
    const sum = gave.reduce((total, { amount }) => total + amount, 0);
    const meant = gifts.get(key) ?? 0;
    return sum > meant ? [doubled(key, `${sum} points were given, ${meant} were meant`)] : [];
  });
  const reversals = Map.groupBy(
    cashbacks.filter(({ of, status }) => of !== null && status !== "declined"),
    ({ of }) => of ?? "",
  );
  const tooMuchBack = [...reversals].flatMap(([of, asked]) => {
    const sum = asked.reduce((total, { amount }) => total + amount, 0);
    const amount = ours.get(of)?.amount ?? 0;
    return sum > amount ? [doubled(of, `${sum} points were asked back of ${amount}`)] : [];
  });
  return [...tooMuch, ...tooMuchBack];
};

/** I13: what PayPay gave or took back was written down before, and what is over says the same in both books. */
export const samePoints: Invariant = ({ cashbacks, upstream }) => {
  const found = report("I13", "lost");
  const ours = new Map(cashbacks.map((cashback) => [cashback.id, cashback]));
  const theirs = new Map(upstream.cashbacks.map((cashback) => [cashback.id, cashback]));
  return [
    ...upstream.cashbacks.flatMap(({ id, of, acceptedAt }) => {
      const row = ours.get(id);
      const intended = row !== undefined && row.of === of && cameBefore(row.requestedAt, acceptedAt);
      return intended ? [] : [found(id, "PayPay took it on without an intent")];
    }),
    ...cashbacks.flatMap(({ id, kind, status, amount }) => {
      const there = theirs.get(id);
      const moved = there?.status === "SUCCESS" ? there.amount : 0;
      if (status === "done" && moved !== amount)
        return [found(id, `our ${kind} of ${amount} is done, PayPay moved ${moved}`)];
      if (status === "declined" && moved > 0)
        return [found(id, `our ${kind} is declined, PayPay moved ${moved}`)];
      return [];
    }),
  ];
};

export const pointsInvariants: readonly Invariant[] = [noPointsStuck, pointsAsIntended, samePoints];
