import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { begin, load } from "./load.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
});

test("a part that does not come is asked for again, ever more rarely", async () => {
  const at: number[] = [];
  const part = async () => {
    at.push(Date.now());
    if (at.length < 8) throw new TypeError("Failed to fetch dynamically imported module");
    return "here";
  };
  const loaded = load(part);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await loaded).toBe("here");
  expect(at).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000]);
});

test("what was left before its part came is never begun", async () => {
  const use = vi.fn(() => () => undefined);
  begin(async () => "part", use)();
  await vi.advanceTimersByTimeAsync(0);
  expect(use).not.toHaveBeenCalled();
});

test("what was begun is ended when it is left", async () => {
  const end = vi.fn();
  const leave = begin(
    async () => "part",
    () => end,
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(end).not.toHaveBeenCalled();
  leave();
  expect(end).toHaveBeenCalledTimes(1);
});
