import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";

const quiet = () => undefined;

export const kaikei = createKaikei({
  providers: [paypay()],
  resolveOrder: () => ({ amount: { amount: 4200, currency: "JPY" } }),
  onPaid: quiet,
  // What is measured may hang on purpose.
  logger: {
    info: quiet,
    warn: quiet,
    error: (entry, message) => void process.stderr.write(`${message} ${JSON.stringify(entry)}\n`),
  },
});
