import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Books, OurPayment, TheirPayment } from "./books.ts";
import { eventsByPayment, invariants } from "./invariants.ts";
import { type ChaosRun, runChaos } from "./run.ts";
import type { Harm, Violation } from "./violation.ts";

// `pnpm chaos`: thousands of checkouts while everything goes wrong, and the one line that counts what was harmed.

const { values } = parseArgs({
  options: { checkouts: { type: "string", default: "5000" }, seed: { type: "string" } },
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
});
const checkouts = z.coerce.number().int().min(1).parse(values.checkouts);
const seed = values.seed ?? String(randomInt(1_000_000_000));
const startedAt = performance.now();
const say = (line: string) => {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`[${seconds} s] ${line}\n`);
};

const run = await runChaos({ checkouts, seed, say });
say(tellWhatHappened(run));
const idle = provesNothingAbout(run);
if (idle.length > 0)
  throw new Error(`There were hardly any ${idle.join(" and ")}: such a run proves nothing.`);
const violations = invariants.flatMap((invariant) => invariant(run.books));
for (const line of explain(run, violations)) process.stderr.write(`${line}\n`);
process.stdout.write(`${summary(run, violations)}\n`);
process.exit(violations.length === 0 ? 0 : 1);

function summary({ faults, kills }: ChaosRun, found: readonly Violation[]): string {
  const count = (harm: Harm) => `${found.filter((one) => one.harm === harm).length} ${harm}`;
  const harms = (["lost", "doubled", "stuck", "never told", "told twice"] as const).map(count);
  const broken = found.some(({ harm }) => harm === "broken") ? `, ${count("broken")}` : "";
  return `chaos: ${checkouts} checkouts, seed ${seed}, ${faults} faults, ${kills} kills: ${harms.join(", ")}${broken}`;
}

/** What happened too rarely to tell anything. */
function provesNothingAbout({ books: { upstream } }: ChaosRun): string[] {
  const { payments, cashbacks } = upstream;
  const wanted = checkouts / 200;
  const counts = {
    payments: payments.length / 50,
    "charges of accounts": payments.filter(isCharge).length / 5,
    "money that was held and taken": payments.filter(({ captures }) => captures.length > 0).length,
    "points given": cashbacks.filter(({ of }) => of === null).length,
    "points taken back": cashbacks.filter(({ of }) => of !== null).length,
  };
  return Object.entries(counts).flatMap(([what, count]) => (count < Math.floor(wanted) ? [what] : []));
}

function isCharge({ method, status }: TheirPayment): boolean {
  return method !== "code" && status !== "FAILED";
}

/** How much of each there was, so that one sees what a run without harm is worth. */
function tellWhatHappened({ books }: ChaosRun): string {
  const { payments, operations, cashbacks, told, upstream, forged } = books;
  const asked = (...kinds: string[]) => operations.filter(({ kind }) => kinds.includes(kind)).length;
  const points = cashbacks.filter(({ of }) => of === null).length;
  const count = (what: string, isCounted: (payment: OurPayment) => boolean) =>
    `${payments.filter(isCounted).length} ${what}`;
  return [
    `${upstream.calls.length} calls`,
    `${upstream.payments.length} payments at PayPay`,
    count("late", ({ late }) => late),
    count("stale", ({ stale }) => stale),
    count("abandoned", ({ abandoned }) => abandoned),
    count("duplicates", ({ fulfilment }) => fulfilment === "duplicate"),
    count("undone", ({ fulfilment }) => fulfilment === "undone"),
    `${upstream.payments.filter(({ isHold }) => isHold).length} holds`,
    `${upstream.payments.filter(isCharge).length} charges of accounts`,
    `${payments.filter(({ declineReason }) => declineReason !== null).length} declined`,
    `${upstream.requests.length} requests`,
    `${asked("refund", "cancel")} refunds and cancels`,
    `${asked("capture")} captures (${asked("reauthorize")} of more), ${asked("revert")} reverts`,
    `${points} cashbacks, ${cashbacks.length - points} taken back`,
    `${told.length} hooks told`,
    `${forged.length} forged notifications`,
    `for people: ${tellWhoWaits(books)}`,
  ].join(", ");
}

/** What a person is called for, and that is no harm: points that nobody knows about are asked for once, and then only looked at. */
function tellWhoWaits({ payments, cashbacks, forPeople }: Books): string {
  const points = cashbacks.filter(({ id }) => forPeople.includes(id)).length;
  const others = Map.groupBy(
    payments.filter(({ attention }) => attention !== null),
    ({ attention }) => attention,
  );
  const named = [...others].map(([attention, found]) => `${found.length} ${attention}`);
  return [`${points} cashbacks`, ...named].join(", ");
}

/** Each violation, what both sides know of it, and how to run the same plan again. */
function explain({ books, warnings }: ChaosRun, found: readonly Violation[]): string[] {
  if (found.length === 0) return [];
  const history = eventsByPayment(books.events);
  const shown = found.slice(0, 20).flatMap(({ invariant, harm, about, message }) => {
    const rows = books.payments.filter(({ id, order }) => id === about || order === about);
    const points = books.cashbacks.filter(({ id, key, of }) => [id, key, of].includes(about));
    return [
      `\n${invariant} (${harm}) ${about}: ${message}`,
      ...points.map((one) => `  ours      ${JSON.stringify(one)}`),
      ...books.upstream.cashbacks
        .filter(({ id, of }) => id === about || of === about)
        .map((one) => `  theirs    ${JSON.stringify(one)}`),
      ...rows.flatMap((row) => [
        `  ours      ${JSON.stringify(row)}`,
        ...(history.get(row.id) ?? []).map(
          ({ version, kind, status, detail }) => `    ${version} ${kind} ${status} ${JSON.stringify(detail)}`,
        ),
        ...books.operations
          .filter(({ payment }) => payment === row.id)
          .map((one) => `  operation ${JSON.stringify(one)}`),
        ...books.deliveries
          .filter(({ payment }) => payment === row.id)
          .map((one) => `  delivery  ${JSON.stringify(one)}`),
        ...books.told
          .filter(({ payment }) => payment === row.id)
          .map((one) => `  told      ${JSON.stringify(one)}`),
        ...books.upstream.payments
          .filter(({ id }) => id === row.id)
          .map((one) => `  theirs    ${JSON.stringify(one)}`),
        ...books.upstream.calls
          .filter(({ merchantPaymentId }) => merchantPaymentId === row.id)
          .map(
            ({ at, method, path, status, code, fault }) =>
              `  call      ${at} ${method} ${path} ${status} ${code} ${fault}`,
          ),
      ]),
    ];
  });
  const rest = found.length > 20 ? [`\n… and ${found.length - 20} more.`] : [];
  return [
    ...shown,
    ...rest,
    "\nThe servers' last warnings:",
    ...warnings.slice(-20),
    `\nThe same plan again: pnpm chaos --checkouts ${checkouts} --seed ${seed}`,
  ];
}
