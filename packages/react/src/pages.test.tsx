import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { afterEach, describe, expect, test } from "vitest";
import { type AccountPhase, type AccountState, accountState } from "./account-state.ts";
import { KaikeiProvider } from "./kaikei-provider.tsx";
import { lookOf } from "./look.ts";
import { en } from "./messages/payment/en.ts";
import * as parts from "./parts/index.ts";
import { PayButtons } from "./parts/pay-buttons.tsx";
import { payStepsOf } from "./pay-steps.ts";
import { type PaymentPhase, type PaymentState, paymentState } from "./payment-state.ts";
import { problemKinds } from "./testing/problem-kinds.ts";
import { accounts } from "./testing-kit/account-views.ts";
import { views } from "./testing-kit/payment-views.ts";
import { accountView, pendingView } from "./testing-kit/views.ts";
import { createProblem } from "./wire/create-problem.ts";
import { notSent } from "./wire/load.ts";
import type { PaymentProblem, ProblemCode, ProblemKind } from "./wire/problem.ts";

const nothingDone = { doing: null, outcome: null, notHers: null, refusal: null };

// What docs/react says of the source, row by row.

afterEach(cleanup);

/** The rows of a page's table, by the words in its first column; `head` is how the table begins. */
function tableOf(page: string, head: string): Map<string, string[]> {
  const text = readFileSync(join(import.meta.dirname, `../../../docs/react/${page}.md`), "utf8");
  const [table = ""] = text.slice(text.indexOf(`| ${head} |`)).split("\n\n");
  const rows = table.split("\n").slice(2);
  return new Map(
    rows.map((row) => {
      const [first = "", ...rest] = row.split("|").slice(1, -1);
      return [first.trim().replaceAll("`", ""), rest.map((cell) => cell.trim())];
    }),
  );
}

function show(element: ReactElement): HTMLElement {
  return render(<KaikeiProvider locale="en">{element}</KaikeiProvider>).container;
}

test.each([
  ["Field of a payment", pendingView()],
  ["Field of an account", accountView()],
  ["Field", createProblem("internal", "")],
])('the table "%s" has each field, and no other', (head, view) => {
  const page = head === "Field" ? "problems" : "hooks";
  expect([...tableOf(page, head).keys()].sort()).toEqual(Object.keys(view).sort());
});

describe("the table of kinds", () => {
  const table = tableOf("problems", "`kind` | Codes");
  const codes = [...table].flatMap(([kind, [cell = ""]]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, code = ""]) => [code, kind]),
  );

  test("has each code under its kind", () => {
    // What could not be sent has no code of its own.
    expect(Object.fromEntries(codes.filter(([, kind]) => kind !== "page"))).toEqual(problemKinds);
    expect(codes.filter(([, kind]) => kind === "page")).toEqual([["network_failed", "page"]]);
  });

  const explained: Record<ProblemKind, string> = {
    offline: en["problem.offline"],
    page: en["problem.page"],
    busy: en["problem.busy"],
    paused: en["problem.paused"],
    trouble: en["problem.trouble"],
    shop: en["problem.shop"],
    session: en["problem.session"],
    order: en["problem.order"],
    price: en["problem.price"],
    missing: en["problem.missing"],
    ended: en["problem.ended"],
    declined: en["problem.declined"],
    viewOnly: en["problem.viewOnly"],
    signIn: en["problem.signIn"],
    link: en["problem.link"],
    attempt: en["problem.attempt"],
    waiting: en["problem.waiting"],
  };

  test("says what the shopper reads", () => {
    const said = [...table].map(([kind, [, words]]) => [kind, words]);
    expect(Object.fromEntries(said)).toEqual(explained);
  });

  test("says which button she gets", () => {
    const linked = accountState(accounts.linked(), undefined, nothingDone);
    for (const [kind, [, , passes, button]] of table) {
      const state = { phase: "error", payment: null, problem: problemOf(kind, passes === "yes") } as const;
      expect(state.problem.kind).toBe(kind);
      const steps = payStepsOf(state, linked);
      show(
        <>
          <PayButtons status="error" steps={steps} onStep={() => undefined} />
          {steps.length === 0 ? <parts.RetryButton state={state} onRetry={() => undefined} /> : null}
        </>,
      );
      const words = screen.getAllByRole("button").map(({ textContent }) => textContent);
      cleanup();
      // Never the reason of an `error`: they answer what she did beside a payment or an account.
      if (button === "") expect(["attempt", "viewOnly", "ended"]).toContain(kind);
      else expect([kind, words.join(", ")]).toEqual([kind, button]);
    }
  });

  function problemOf(kind: string, retryable: boolean): PaymentProblem {
    if (kind === "page") return notSent.problem;
    const found = Object.entries(problemKinds).find(([, its]) => its === kind)?.[0];
    return createProblem(isCode(found) ? found : "internal", "", { retryable });
  }

  function isCode(code: string | undefined): code is ProblemCode {
    return code !== undefined && Object.hasOwn(problemKinds, code);
  }
});

const nothing = () => undefined;
const internal = createProblem("internal", "");
const stateOf = (view: Parameters<typeof lookOf>[0]) => paymentState(lookOf(view), false, null);

const payments: Record<PaymentPhase, PaymentState> = {
  ready: { phase: "ready", payment: null },
  error: { phase: "error", payment: pendingView(), problem: internal },
  starting: stateOf(views.starting()),
  payable: stateOf(views.payable()),
  checking: stateOf(views.checking()),
  charging: stateOf(views.charging()),
  approving: stateOf(views.approving()),
  requested: stateOf(views.requested()),
  retiring: stateOf(views.retiring()),
  attention: stateOf(views.attention()),
  authorized: stateOf(views.authorized()),
  completed: stateOf(views.completed()),
  canceled: stateOf(views.canceled({ paidAt: 1 })),
  expired: stateOf(views.expired()),
  failed: stateOf(views.failed()),
};

const account = accountView();
const url = "https://wallet.example/link";
const rest = { account, trouble: null };
const accountsByPhase: Record<AccountPhase, AccountState> = {
  checking: { phase: "checking", account: null, trouble: null },
  signed_out: accountState(accounts.signedOut(), undefined, nothingDone),
  not_linked: accountState(accounts.notLinked(), undefined, nothingDone),
  linked: accountState(accounts.linked(), undefined, nothingDone),
  ended: accountState(accounts.ended(), undefined, nothingDone),
  confirm: accountState(accounts.confirm(), undefined, nothingDone),
  scanning: { phase: "scanning", ...rest, url },
  leaving: { phase: "leaving", account, trouble: null },
  linking: { phase: "linking", account, trouble: null },
  unlinking: { phase: "unlinking", account, trouble: null },
  error: { phase: "error", account: null, problem: internal },
};

const ofPayment: Record<string, (state: PaymentState) => ReactElement> = {
  Amount: (state) => <parts.Amount state={state} />,
  TestBadge: (state) => <parts.TestBadge state={state} environment="emulator" />,
  StatusMessage: (state) => <parts.StatusMessage state={state} />,
  QrCode: (state) => <parts.QrCode state={state} />,
  OpenAppLink: (state) => <parts.OpenAppLink state={state} />,
  CopyLinkButton: (state) => <parts.CopyLinkButton state={state} />,
  Countdown: (state) => <parts.Countdown state={state} />,
  PaymentDetails: (state) => <parts.PaymentDetails state={state} />,
  RetryButton: (state) => <parts.RetryButton state={state} onRetry={nothing} />,
  CancelButton: (state) => <parts.CancelButton state={state} onCancel={nothing} />,
  Logo: (state) => <parts.Logo state={state}>Ours</parts.Logo>,
};

const ofAccount: Record<string, (state: AccountState) => ReactElement> = {
  AccountMessage: (state) => <parts.AccountMessage state={state} />,
  TestBadge: (state) => <parts.TestBadge state={state} environment="emulator" />,
  LinkButton: (state) => <parts.LinkButton state={state} onLink={nothing} />,
  ScanButton: (state) => <parts.ScanButton state={state} onScan={nothing} onClose={nothing} />,
  LinkQrCode: (state) => <parts.LinkQrCode state={state} />,
  ConfirmLink: (state) => <parts.ConfirmLink state={state} onConfirm={nothing} onDismiss={nothing} />,
  UnlinkButton: (state) => <parts.UnlinkButton state={state} onUnlink={nothing} />,
  RetryButton: (state) => <parts.RetryButton state={state} onRetry={nothing} />,
};

/** In which phases each part puts something on the page. */
function phasesOf<State extends { phase: string }>(
  shown: Record<string, (state: State) => ReactElement>,
  states: Record<string, State>,
): Record<string, string[]> {
  const phases = Object.entries(shown).map(([name, part]) => {
    const here = Object.values(states).filter((state) => {
      const { childElementCount } = show(part(state));
      cleanup();
      return childElementCount > 0;
    });
    return [name, here.map(({ phase }) => phase).sort()];
  });
  return Object.fromEntries(phases);
}

/** The same, as the page says it. */
function documented(head: string, every: string[]): Record<string, string[]> {
  const rows = [...tableOf("parts", head)].map(([name, [, where = ""]]) => {
    const named = [...where.matchAll(/`([a-z_]+)`/g)].map(([, phase = ""]) => phase);
    return [name, where.startsWith("every phase") ? [...every].sort() : named.filter(isPhase).sort()];
  });
  return Object.fromEntries(rows);
}

function isPhase(word: string): boolean {
  return Object.hasOwn(payments, word) || Object.hasOwn(accountsByPhase, word);
}

test("each part shows itself where docs/react/parts.md says", () => {
  const said = documented("Part of a payment", Object.keys(payments));
  expect(phasesOf(ofPayment, payments)).toEqual({
    ...said,
    // Nothing is known there.
    Amount: said.Amount?.filter((phase) => phase !== "ready"),
  });
  expect(phasesOf(ofAccount, accountsByPhase)).toEqual(
    documented("Part of an account", Object.keys(accountsByPhase)),
  );
});

test("no part is missing in docs/react/parts.md", () => {
  const rows = ["Part of a payment", "Part of an account"].flatMap((head) => [
    ...tableOf("parts", head).keys(),
  ]);
  const others = ["AccountCard", "PaymentCard", "formatAmount", "useTimeLeft"];
  expect([...new Set(rows), ...others].sort()).toEqual(Object.keys(parts).sort());
});
