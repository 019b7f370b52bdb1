import { cpus } from "node:os";
import type { Result, Row } from "./result.ts";
import { calls } from "./rows/calls.ts";
import { lighthouse } from "./rows/lighthouse.ts";
import { looks } from "./rows/looks.ts";
import { notifications } from "./rows/notifications.ts";
import { seen } from "./rows/seen.ts";
import { size } from "./rows/size.ts";
import { statusRoute } from "./rows/status-route.ts";
import { streams } from "./rows/streams.ts";
import { transitions } from "./rows/transitions.ts";

// `pnpm bench` measures everything, `pnpm bench calls` one thing. Figures are for people: nothing fails because of one.

const rows: Row[] = [calls, statusRoute, looks, seen, notifications, streams, transitions, size, lighthouse];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(", ")}. There are: ${rows.map(({ name }) => name).join(", ")}.\n`,
  );
  process.exit(1);
}
const chosen = names.length === 0 ? rows : rows.filter(({ name }) => names.includes(name));

const say = (line: string) => void process.stdout.write(`${line}\n`);
const results: Result[] = [];
for (const row of chosen) {
  const started = performance.now();
  say(`\n${row.name}: ${row.method}`);
  for (const result of await row.run()) {
    results.push(result);
    say(`  ${result.what}: ${result.measured}`);
  }
  say(`  in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

const [cpu] = cpus();
say(`\nNode ${process.versions.node}, ${cpus().length} x ${cpu?.model.trim()}\n`);
say("| what | target | measured | met |\n|---|---|---|---|");
for (const { what, target = "", measured, met } of results) {
  say(`| ${what} | ${target} | ${measured} | ${met === undefined ? "" : met ? "yes" : "no"} |`);
}
process.exit();
