import { expect, it } from "vitest";
import { createSharedTurns } from "./shared-turns.ts";

/** Work that ends when told. */
function heldWork() {
  const ends: ((error?: Error) => void)[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      ends.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  return { work, begun: () => ends.length, end: (turn: number, error?: Error) => ends[turn]?.(error) };
}

it("whoever asks during a turn is served by the next one, and all of them by one", async () => {
  const share = createSharedTurns();
  const { work, begun, end } = heldWork();
  const first = share("a", work);
  const others = Array.from({ length: 1000 }, () => share("a", work));
  expect(begun()).toBe(1);
  end(0);
  await first;
  await expect.poll(begun).toBe(2);
  end(1);
  await Promise.all(others);
  const later = share("a", work);
  expect(begun()).toBe(3);
  end(2);
  await later;
});

it("another key does not wait", () => {
  const share = createSharedTurns();
  const { work, begun } = heldWork();
  void share("a", work);
  void share("b", work);
  expect(begun()).toBe(2);
});

it("a turn that fails fails those who shared it, and not the next", async () => {
  const share = createSharedTurns();
  const { work, begun, end } = heldWork();
  const first = share("a", work);
  const second = share("a", work);
  end(0, new Error("no database"));
  await expect(first).rejects.toThrow("no database");
  await expect.poll(begun).toBe(2);
  end(1);
  await expect(second).resolves.toBeUndefined();
});
