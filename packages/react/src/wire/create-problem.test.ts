import { expect, test } from "vitest";
import { problemCodes, problemKinds } from "../testing/problem-kinds.ts";
import { createProblem } from "./create-problem.ts";

// A server's own trouble may pass; what a shop has to put right does not.
test.each(problemCodes)("%s has the explanation that fits", (code) => {
  const kind = problemKinds[code];
  expect(createProblem(code, "", { retryable: kind === "trouble" }).kind).toBe(kind);
});
