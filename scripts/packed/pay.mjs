// Runs where the packed packages are installed, on the machine's own Node: a shop of one order is paid.
import { startEmulator } from "@kaikei/emulator";

const emulator = await startEmulator({ control: true });
try {
  const page = await fetch(emulator.url);
  if (page.status !== 200) throw new Error(`The wallet's start page answers ${page.status}.`);
} finally {
  await emulator.close();
}
process.stdout.write(`The emulator answers on Node ${process.versions.node}.\n`);
