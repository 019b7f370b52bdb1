import { cleanup, fireEvent, render } from "@testing-library/react";
import { type ComponentType, createRef, type ReactElement, type RefAttributes } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AccountState } from "../account-state.ts";
import { lookOf } from "../look.ts";
import { paymentState } from "../payment-state.ts";
import { accountView, completed, ended, linkedAccount, pendingView } from "../testing-kit/views.ts";
import * as kaikei from "./index.ts";

const payable = paymentState(lookOf(pendingView()), false, null);
const expired = paymentState(lookOf(ended(pendingView(), "expired")), false, null);
const paid = paymentState(lookOf(completed(pendingView())), false, null);
const rest = { outcome: null, trouble: null };
const notLinked: AccountState = { phase: "not_linked", account: accountView(), ...rest };
const linked: AccountState = { phase: "linked", account: linkedAccount(), ...rest };
const confirm: AccountState = {
  phase: "confirm",
  account: accountView(),
  attempt: "a",
  maskedPhone: null,
  trouble: null,
};
const scanning: AccountState = {
  phase: "scanning",
  account: accountView(),
  url: "https://a.example/",
  trouble: null,
};

type Given = {
  className: string;
  title: string;
  "data-own": string;
  onClick(): void;
  render?: (props: object) => ReactElement;
} & RefAttributes<never>;

const act = vi.fn();

/** Each exported part in a state in which it shows itself: its slot, its element, and whether a click does something. */
const parts: Record<string, [slot: string, tag: string, show: (given: Given) => ReactElement, acts?: true]> =
  {
    AccountCard: ["account-card", "SECTION", (given) => <kaikei.AccountCard {...given} state={linked} />],
    AccountMessage: ["status", "DIV", (given) => <kaikei.AccountMessage {...given} state={linked} />],
    Amount: ["amount", "P", (given) => <kaikei.Amount {...given} state={payable} expected={undefined} />],
    CancelButton: [
      "cancel-button",
      "BUTTON",
      (given) => <kaikei.CancelButton {...given} state={payable} onCancel={act} />,
      true,
    ],
    ConfirmLink: [
      "confirm-link",
      "DIV",
      (given) => <kaikei.ConfirmLink {...given} state={confirm} onConfirm={act} onDismiss={act} />,
    ],
    CopyLinkButton: [
      "copy-link-button",
      "BUTTON",
      (given) => <kaikei.CopyLinkButton {...given} state={payable} />,
    ],
    Countdown: ["countdown", "DIV", (given) => <kaikei.Countdown {...given} state={payable} />],
    LinkButton: [
      "link-button",
      "BUTTON",
      (given) => <kaikei.LinkButton {...given} state={notLinked} onLink={act} emphasis="secondary" />,
      true,
    ],
    LinkQrCode: ["qr-code", "DIV", (given) => <kaikei.LinkQrCode {...given} state={scanning} />],
    Logo: [
      "logo",
      "DIV",
      (given) => (
        <kaikei.Logo {...given} state={payable}>
          mark
        </kaikei.Logo>
      ),
    ],
    OpenAppLink: [
      "open-app-link",
      "A",
      (given) => <kaikei.OpenAppLink {...given} state={payable} emphasis="primary" />,
    ],
    PaymentCard: ["payment-card", "SECTION", (given) => <kaikei.PaymentCard {...given} state={payable} />],
    PaymentDetails: ["payment-details", "DL", (given) => <kaikei.PaymentDetails {...given} state={paid} />],
    QrCode: ["qr-code", "DIV", (given) => <kaikei.QrCode {...given} state={payable} />],
    RetryButton: [
      "retry-button",
      "BUTTON",
      (given) => <kaikei.RetryButton {...given} state={expired} onRetry={act} />,
      true,
    ],
    ScanButton: [
      "scan-button",
      "BUTTON",
      (given) => <kaikei.ScanButton {...given} state={notLinked} onScan={act} onClose={act} />,
      true,
    ],
    StatusMessage: ["status", "DIV", (given) => <kaikei.StatusMessage {...given} state={payable} away />],
    TestBadge: [
      "test-badge",
      "P",
      (given) => <kaikei.TestBadge {...given} state={payable} environment="sandbox" />,
    ],
    UnlinkButton: [
      "unlink-button",
      "BUTTON",
      (given) => <kaikei.UnlinkButton {...given} state={linked} onUnlink={act} />,
    ],
  };

let errors: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  // A countdown is drawn twice and compared: no millisecond may pass between.
  vi.useFakeTimers({ toFake: ["Date"] });
  errors = vi.spyOn(console, "error");
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  act.mockReset();
});

test("the table below has every part that is exported", () => {
  const exported = Object.keys(kaikei).filter((name) => /^[A-Z]/.test(name));
  expect(Object.keys(parts)).toEqual(exported.sort());
});

test.each(Object.entries(parts))(
  "%s: className, ref, the shop's props and its handlers reach the element",
  (_name, [slot, tag, show, acts]) => {
    const ref = createRef<never>();
    const onClick = vi.fn();
    const given: Given = { className: "own", title: "a title", "data-own": "yes", onClick, ref };
    const { container } = render(show(given));
    const element = container.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
    expect(element?.tagName).toBe(tag);
    expect(ref.current).toBe(element);
    expect(element?.classList.contains("own")).toBe(true);
    expect(element?.title).toBe("a title");
    expect(element?.dataset).toMatchObject({ own: "yes", slot });
    expect(element?.dataset.status).toMatch(/^[a-z_]+$/);
    if (element) fireEvent.click(element);
    expect(onClick).toHaveBeenCalledTimes(1);
    expect(act).toHaveBeenCalledTimes(acts ? 1 : 0);
    // React would tell of a prop that no element has.
    expect(errors.mock.calls).toEqual([]);
  },
);

test.each(Object.entries(parts))(
  "%s: render puts another element in its place, with all of its props",
  (_name, [slot, tag, show]) => {
    const ref = createRef<never>();
    const onClick = vi.fn();
    const whole = render(show({ className: "own", title: "a title", "data-own": "yes", onClick }));
    const plain = whole.container.querySelector<HTMLElement>(`[data-slot="${slot}"]`);
    const attributes = (element: Element | null) =>
      Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value]));
    const inner = plain?.innerHTML;
    const expected = attributes(plain);
    expect(plain?.tagName).toBe(tag);
    cleanup();

    const Other: ComponentType<object> | string = "article";
    const other = (props: object) => <Other {...props} />;
    const given: Given = {
      className: "own",
      title: "a title",
      "data-own": "yes",
      onClick,
      ref,
      render: other,
    };
    const { container } = render(show(given));
    const element = container.querySelector("article");
    expect(ref.current).toBe(element);
    expect(attributes(element)).toEqual(expected);
    expect(element?.innerHTML).toBe(inner);
    if (element) fireEvent.click(element);
    expect(onClick).toHaveBeenCalledTimes(1);
  },
);

test.each(Object.entries(parts).filter(([, part]) => part[3]))(
  "%s: the shop's onClick can prevent what a click would do",
  (_name, [slot, , show]) => {
    const onClick = vi.fn((event?: Event) => event?.preventDefault());
    const { container } = render(show({ className: "", title: "", "data-own": "", onClick }));
    const element = container.querySelector(`[data-slot="${slot}"]`);
    if (element) fireEvent.click(element);
    expect(onClick).toHaveBeenCalledTimes(1);
    expect(act).not.toHaveBeenCalled();
  },
);

test("the words of a part are the shop's when it passes children", () => {
  const { container } = render(
    <kaikei.CancelButton state={payable} onCancel={act}>
      Not now
    </kaikei.CancelButton>,
  );
  expect(container.textContent).toBe("Not now");
});

test("no tick stands beside words of what was not done, though another account is linked", () => {
  const pictured = (outcome: "linked" | "declined" | null) => {
    const state: AccountState = { phase: "linked", account: linkedAccount(), outcome, trouble: null };
    const { container } = render(<kaikei.AccountMessage state={state} />);
    return container.querySelector('[data-slot="status-icon"][data-status="linked"]') !== null;
  };
  expect([pictured(null), pictured("linked"), pictured("declined")]).toEqual([true, true, false]);
});
