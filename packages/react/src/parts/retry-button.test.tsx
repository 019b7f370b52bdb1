import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { KaikeiProvider } from "../kaikei-provider.tsx";
import { createProblem } from "../wire/create-problem.ts";
import type { ProblemCode } from "../wire/problem.ts";
import { RetryButton } from "./retry-button.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function offered(code: ProblemCode, retryable: boolean, onRetry?: () => void): HTMLElement | null {
  const state = { phase: "error", payment: null, problem: createProblem(code, "", { retryable }) } as const;
  render(
    <KaikeiProvider locale="en">
      <RetryButton state={state} onRetry={onRetry} />
    </KaikeiProvider>,
  );
  return screen.queryByRole("button");
}

const again: [ProblemCode, boolean][] = [
  ["network_failed", true],
  ["provider_busy", true],
  ["payments_paused", true],
  ["charge_uncertain", true],
  ["internal", true],
  // Asking for the order's payment brings a token that is taken.
  ["token_expired", false],
  ["payment_not_found", false],
];

const anew: [ProblemCode, boolean][] = [
  ["order_not_found", false],
  ["price_changed", false],
  ["configuration", false],
  ["provider_declined", false],
];

test.each(again)("after %s another try is offered", (code, retryable) => {
  const onRetry = vi.fn();
  const button = offered(code, retryable, onRetry);
  expect(button?.textContent).toBe("Try again");
  if (button) fireEvent.click(button);
  expect(onRetry).toHaveBeenCalledTimes(1);
  cleanup();
  expect(offered(code, retryable), "where nobody can try again").toBeNull();
});

test.each(anew)(
  "after %s the same request would be refused again: the page is offered anew",
  (code, retryable) => {
    const reload = vi.fn();
    const onRetry = vi.fn();
    vi.stubGlobal("location", { reload });
    const button = offered(code, retryable, onRetry);
    expect(button?.textContent).toBe("Reload the page");
    if (button) fireEvent.click(button);
    expect([reload.mock.calls.length, onRetry.mock.calls.length]).toEqual([1, 0]);
  },
);
