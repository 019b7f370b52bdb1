import { setTimeout as sleep } from "node:timers/promises";
import { createPayPayClient } from "../providers/paypay/client.ts";
import { trialMerchant } from "../providers/paypay/options.ts";

// A process of its own for tests: makes calls whose answers are too large, and says how much it grew by them.

const [, , emulatorUrl = ""] = process.argv;
const client = createPayPayClient({ environment: "emulator", emulatorUrl, ...trialMerchant });
const report = { done: 0, unknown: 0, other: 0, grownBytes: 0, keptBytes: 0 };

async function look(merchantPaymentId: string): Promise<void> {
  const { kind } = await client.codes.payment({ merchantPaymentId });
  report[kind === "done" || kind === "unknown" ? kind : "other"] += 1;
}

async function lookAtLargeOnes(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ["huge", "endless", "bomb"]) await look(kind);
  }
}

async function heldBytes(): Promise<number> {
  // Sockets that were ended a moment ago are still on their way out; what only they hold goes in the next round.
  for (let round = 0; round < 2; round += 1) {
    await sleep(300);
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (let warmUp = 0; warmUp < 50; warmUp += 1) await look("ordinary");
const held = await heldBytes();
const resident = process.memoryUsage.rss();
await lookAtLargeOnes(3);
report.grownBytes = process.memoryUsage.rss() - resident;
await lookAtLargeOnes(17);
report.keptBytes = (await heldBytes()) - held;
process.send?.(report);
client.close();
process.disconnect?.();
