#!/usr/bin/env node
import { readCommandLine, usage } from "./command-line.ts";
import { startEmulator } from "./server.ts";

try {
  const options = readCommandLine(process.argv.slice(2), process.env);
  if (!options) {
    process.stdout.write(usage);
  } else {
    const emulator = await startEmulator(options);
    process.stdout.write(`PayPay emulator: ${emulator.url}\n`);
    const end = () => {
      void emulator.close();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
