// Runs where the packed packages are installed, on the machine's own Node: a shop of one order is paid.
import { startEmulator } from "@kaikei/emulator";
import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";

const emulator = await startEmulator({ port: 0 });
const fulfilled = [];
const kaikei = createKaikei({
  providers: [paypay({ environment: "emulator", emulatorUrl: emulator.url })],
  resolveOrder: () => ({ amount: { amount: 480, currency: "JPY" } }),
  onPaid: ({ payment }) => fulfilled.push(payment.order),
  database: "database",
  publicUrl: "http://localhost:3000",
});

try {
  const started = await kaikei.payments.start({ order: "cake-1" });
  expect("status", started.status, "pending");
  emulator.control.pay({ url: started.nextAction.url, customer: "hanako" });
  const paid = await kaikei.payments.refresh(started.id);
  expect("status", paid.status, "completed");
  expect("captured", paid.captured, 480);
  await kaikei.reconcile();
  expect("fulfilled", fulfilled.join(), "cake-1");
} finally {
  await kaikei.close();
  await emulator.close();
}
process.stdout.write(`An order is paid and fulfilled on Node ${process.versions.node}.\n`);

function expect(what, found, wanted) {
  if (found !== wanted) throw new Error(`${what}: ${found}, and it should be ${wanted}.`);
}
