import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeError } from "./logger.ts";

it("of a failed statement the log holds what the database said, and none of the statement's values", () => {
  const cause = Object.assign(new Error('relation "orders"\ndoes not exist'), { code: "42P01" });
  const error = new DrizzleQueryError("insert into orders values ($1)", ["hanako@example.jp"], cause);
  expect(describeError(error)).toEqual({
    name: "Error",
    code: "42P01",
    message: 'relation "orders" does not exist',
  });
});
