import { expect, it } from "vitest";
import { createBatch } from "./batch.ts";

function counting(fails = false) {
  const reads: (readonly string[])[] = [];
  const get = createBatch(async (keys) => {
    reads.push(keys);
    if (fails) throw new Error("the database is away");
    return new Map(keys.filter((key) => key !== "gone").map((key) => [key, key.toUpperCase()]));
  });
  return { reads, get };
}

it("what is asked for at once is one read, each key once; each gets its own answer", async () => {
  const { reads, get } = counting();
  expect(await Promise.all(["a", "b", "a", "gone"].map(get))).toEqual(["A", "B", "A", null]);
  expect(reads).toEqual([["a", "b", "gone"]]);
});

it("what is asked for while a read is under way is not answered by it: it may be older than the question", async () => {
  const { reads, get } = counting();
  const first = get("a");
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toEqual([["a"]]);
  await Promise.all([first, get("a")]);
  expect(reads).toEqual([["a"], ["a"]]);
});

it("a read that fails fails for all who asked, and for nobody after them", async () => {
  const { reads, get } = counting(true);
  const asked = await Promise.allSettled([get("a"), get("b")]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(get("c")).rejects.toThrow("the database is away");
  expect(reads).toHaveLength(2);
});
