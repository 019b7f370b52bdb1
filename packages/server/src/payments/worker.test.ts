import { expect, it } from "vitest";
import type { Logger } from "../logger.ts";
import { startWorker } from "./worker.ts";

function collectingLogger() {
  const messages: string[] = [];
  const note = (_entry: object, message: string) => messages.push(message);
  return { messages, logger: { info: note, warn: note, error: note } satisfies Logger };
}

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

it("one pass after the other, never two at once, and a pass that fails does not end it", async () => {
  const { logger, messages } = collectingLogger();
  let running = 0;
  let passes = 0;
  const reached = signal();
  const worker = startWorker({
    intervalMs: 0,
    logger,
    pass: async () => {
      running += 1;
      passes += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      running -= 1;
      if (passes === 2) throw new Error("the database is away");
      if (passes === 4) reached.give();
    },
  });
  await reached.given;
  await worker.stop();
  expect(messages).toEqual(["a pass of the worker failed"]);
  expect(passes).toBe(4);
});

it("stop waits for the pass that is running", async () => {
  const pass = signal();
  const worker = startWorker({ intervalMs: 0, logger: collectingLogger().logger, pass: () => pass.given });
  let stopped = false;
  const stopping = worker.stop().then(() => {
    stopped = true;
  });
  await Promise.resolve();
  expect(stopped).toBe(false);
  pass.give();
  await stopping;
});
