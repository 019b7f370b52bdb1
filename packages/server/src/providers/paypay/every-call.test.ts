import { type RunningEmulator, startEmulator } from "@kaikei/emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Outcome, ProviderCall } from "../../provider.ts";
import { verifyResponseToken } from "./account-link-token.ts";
import { createPayPayClient, type PayPayClient } from "./client.ts";
import type { EndpointName } from "./endpoints.ts";
import { trialMerchant } from "./options.ts";

const yen = (amount: number) => ({ amount, currency: "JPY" }) as const;
const requestedAt = 1_790_000_000;

/** Each call, once, as far as its shape goes: none of these ids has to exist. */
function everyCall(client: PayPayClient, userAuthorizationId: string): (() => Promise<Outcome<unknown>>)[] {
  const user = { userAuthorizationId };
  const charge = { ...user, merchantPaymentId: "p_0", amount: yen(1), requestedAt };
  const link = { scopes: ["direct_debit" as const], nonce: "n", redirectUrl: "https://shop.example/" };
  const refund = { merchantRefundId: "r_0", paymentId: "1" };
  const cashback = { merchantCashbackId: "cb_0" };
  const reversal = { ...cashback, merchantCashbackReversalId: "cr_0" };
  const capture = { merchantCaptureId: "c_0", orderDescription: "cake", requestedAt };
  const topUp = { merchantTopUpId: "t_0" };
  return [
    () => client.codes.create({ merchantPaymentId: "p_0", amount: yen(1), codeType: "ORDER_QR" }),
    () => client.codes.payment({ merchantPaymentId: "p_0" }),
    () => client.codes.delete({ codeId: "04-0" }),
    () => client.payments.create(charge),
    () => client.payments.preauthorize(charge),
    () => client.payments.continuous(charge),
    () => client.payments.get({ merchantPaymentId: "p_0" }),
    () => client.payments.capture({ ...capture, merchantPaymentId: "p_0", amount: yen(1) }),
    () => client.payments.revert({ merchantRevertId: "v_0", paymentId: "1", requestedAt }),
    () => client.payments.reauthorize({ requestId: "q_0", paymentId: "1", updatedAmount: yen(1) }),
    () => client.payments.cancel({ merchantPaymentId: "p_0" }),
    () => client.refunds.create({ ...refund, amount: yen(1), requestedAt }),
    () => client.refunds.get(refund),
    () => client.pendingPayments.create(charge),
    () => client.pendingPayments.get({ merchantPaymentId: "p_0" }),
    () => client.pendingPayments.cancel({ merchantPaymentId: "p_0" }),
    () => client.wallet.checkBalance({ ...user, amount: yen(1) }),
    () => client.wallet.balance(user),
    () => client.wallet.paymentMethods(user),
    () => client.topUps.create({ ...user, ...topUp, minimumTopUpAmount: yen(1), codeType: "TOPUP_QR" }),
    () => client.topUps.get(topUp),
    () => client.topUps.delete({ codeId: "05-0" }),
    () => client.cashback.give({ ...user, ...cashback, amount: yen(1), requestedAt }),
    () => client.cashback.get(cashback),
    () => client.cashback.reverse({ ...reversal, amount: yen(1), requestedAt }),
    () => client.cashback.getReversal(reversal),
    () => client.accountLink.createSession({ ...link, referenceId: "customer-7" }),
    () => client.users.authorization(user),
    () => client.users.profile(user),
    () => client.users.unlink(user),
  ];
}

const everyName = {
  ...{ "codes.create": 0, "codes.delete": 0, "codes.payment": 0 },
  ...{ "payments.create": 0, "payments.preauthorize": 0, "payments.continuous": 0, "payments.get": 0 },
  ...{ "payments.cancel": 0, "payments.capture": 0, "payments.revert": 0, "payments.reauthorize": 0 },
  ...{ "refunds.create": 0, "refunds.get": 0 },
  ...{ "pendingPayments.create": 0, "pendingPayments.get": 0, "pendingPayments.cancel": 0 },
  ...{ "wallet.checkBalance": 0, "wallet.balance": 0, "wallet.paymentMethods": 0 },
  ...{ "topUps.create": 0, "topUps.get": 0, "topUps.delete": 0 },
  ...{ "cashback.give": 0, "cashback.get": 0, "cashback.reverse": 0, "cashback.getReversal": 0 },
  ...{ "accountLink.createSession": 0 },
  ...{ "users.authorization": 0, "users.profile": 0, "users.unlink": 0 },
} satisfies Record<EndpointName, number>;

const secrets = {
  apiKey: "a_canary_key",
  apiSecret: "canary-5ecret-canary-5ecret-0001",
  userAuthorizationId: "canary-user-authorization",
};

test.each([
  ["cannot be reached", { kind: "not_sent", cause: "connection" }],
  ["breaks off", { kind: "no_answer", cause: "connection" }],
  ["is silent", { kind: "no_answer", cause: "deadline" }],
  ["refuses", answerOf(401, "INVALID_USER_AUTHORIZATION_ID")],
  ["says something new", answerOf(400, "SOMETHING_NEW")],
  ["fails", answerOf(500, "INTERNAL_SERVER_ERROR")],
  ["repeats what it was asked", answerOf(200, "SUCCESS", { url: "https://x/?u=canary-user-authorization" })],
] as const)(
  "when PayPay %s, neither the key nor what an account is charged with is in any problem or event, whichever call it was",
  async (_how, transportAnswer) => {
    const told: ProviderCall[] = [];
    const client = createPayPayClient({
      ...{ environment: "sandbox", apiKey: secrets.apiKey, apiSecret: secrets.apiSecret, merchantId: "1" },
      transport: async () => transportAnswer,
      onCall: (call) => told.push(call),
    });
    const outcomes: Outcome<unknown>[] = [];
    for (const call of everyCall(client, secrets.userAuthorizationId)) outcomes.push(await call());
    expect(new Set(told.map(({ endpoint }) => endpoint))).toEqual(new Set(Object.keys(everyName)));
    const problems = outcomes.flatMap((outcome) => ("problem" in outcome ? [outcome.problem] : []));
    expect(problems.length).toBeGreaterThan(10);
    expect(JSON.stringify([problems, told])).not.toMatch(/canary/i);
  },
);

test("an authorization that breaks a rule is not repeated in the error", async () => {
  const client = createPayPayClient({ environment: "emulator", ...trialMerchant });
  const tooLong = "canary".repeat(20);
  for (const call of everyCall(client, tooLong).slice(-3)) {
    await expect(call()).rejects.toMatchObject({ message: expect.not.stringContaining("canary") });
  }
});

/** Answers everything in the same way. */
function answerOf(status: number, code: string, data: unknown = null) {
  const message = `about ${secrets.userAuthorizationId}`;
  const body = Buffer.from(JSON.stringify({ resultInfo: { code, message, codeId: "1" }, data }));
  return { kind: "answer", status, body, header: () => null } as const;
}

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, refundSettlesAfterSeconds: 0 });
});
afterAll(() => emulator.close());

test("each of PayPay's calls is made, and does what it says, against the emulator", async () => {
  const { control } = emulator;
  const made: string[] = [];
  const client = createPayPayClient({
    ...{ environment: "emulator", emulatorUrl: emulator.url, ...trialMerchant },
    clock: () => new Date(control.clock.now()),
    onCall: ({ endpoint, outcome }) => {
      if (outcome === "done" || outcome === "accepted") made.push(endpoint);
    },
  });
  const now = () => Math.floor(control.clock.now() / 1000);
  const done = <Value>(outcome: Outcome<Value>): Value => {
    if (outcome.kind === "done" || outcome.kind === "accepted") return outcome.value;
    throw new Error(outcome.problem.message);
  };
  const at = () => ({ requestedAt: now() });

  const link = { nonce: "n-1", referenceId: "customer-7" };
  const session = await client.accountLink.createSession({
    ...link,
    redirectUrl: "https://shop.example/linked",
    scopes: [
      ...(["direct_debit", "continuous_payments", "preauth_capture_native", "pending_payments"] as const),
      ...(["cashback", "get_balance", "user_profile", "user_topup"] as const),
    ],
  });
  const { returnTo } = control.link({
    url: done(session).linkQRCodeURL,
    customer: "hanako",
    answer: "accept",
  });
  const token = await verifyResponseToken(new URL(returnTo).searchParams.get("responseToken") ?? "", {
    keys: [trialMerchant],
    now: new Date(control.clock.now()),
    expected: link,
  });
  if (token.kind !== "genuine" || token.userAuthorizationId === null) throw new Error(token.kind);
  const user = { userAuthorizationId: token.userAuthorizationId };
  expect(done(await client.users.authorization(user))).toMatchObject({ status: "ACTIVE" });
  expect(done(await client.users.profile(user)).phoneNumber).toBe(token.profileIdentifier);

  const codeRequest = { merchantPaymentId: "code_1", amount: yen(100), codeType: "ORDER_QR" } as const;
  const code = done(await client.codes.create(codeRequest));
  expect(done(await client.codes.payment({ merchantPaymentId: "code_1" })).status).toBe("CREATED");
  expect(done(await client.codes.delete({ codeId: code.codeId }))).toMatchObject({ qrStatus: "DELETED" });

  const charge = (merchantPaymentId: string, amount: number) => ({
    ...{ ...user, merchantPaymentId, amount: yen(amount) },
    ...at(),
  });
  const paid = done(await client.payments.create(charge("pay_1", 200)));
  expect(paid.status).toBe("COMPLETED");
  const refund = { merchantRefundId: "r_1", paymentId: paid.paymentId ?? "" };
  done(await client.refunds.create({ ...refund, amount: yen(50), ...at() }));
  expect(done(await client.refunds.get(refund))).toMatchObject({ amount: yen(50) });
  done(await client.payments.continuous(charge("pay_2", 300)));
  done(await client.payments.cancel({ merchantPaymentId: "pay_2" }));
  expect(done(await client.payments.get({ merchantPaymentId: "pay_2" })).status).toBe("FAILED");

  const held = done(await client.payments.preauthorize(charge("pay_3", 400)));
  const lower = { requestId: "q_1", paymentId: held.paymentId ?? "", updatedAmount: yen(350) };
  expect(done(await client.payments.reauthorize(lower)).updatedAmount).toEqual(yen(350));
  const capture = { merchantPaymentId: "pay_3", merchantCaptureId: "c_1", orderDescription: "cake" };
  expect(done(await client.payments.capture({ ...capture, amount: yen(350), ...at() })).status).toBe(
    "COMPLETED",
  );
  const other = done(await client.payments.preauthorize(charge("pay_4", 500)));
  const revert = { merchantRevertId: "v_1", paymentId: other.paymentId ?? "", ...at() };
  expect(done(await client.payments.revert(revert)).status).toBe("CANCELED");

  done(await client.pendingPayments.create(charge("ask_1", 600)));
  done(await client.pendingPayments.cancel({ merchantPaymentId: "ask_1" }));
  done(await client.pendingPayments.create(charge("ask_2", 700)));
  control.answerRequest({ merchantPaymentId: "ask_2", customer: "hanako", answer: "pay" });
  const asked = done(await client.pendingPayments.get({ merchantPaymentId: "ask_2" }));
  expect(asked.status).toBe("COMPLETED");
  const askedRefund = { merchantRefundId: "r_2", paymentId: asked.paymentId ?? "" };
  done(await client.pendingPayments.refund({ ...askedRefund, amount: yen(700), ...at() }));
  expect(done(await client.pendingPayments.getRefund(askedRefund))).toMatchObject({ amount: yen(700) });

  expect(done(await client.wallet.checkBalance({ ...user, amount: yen(9_999_999) }))).toEqual({
    hasEnoughBalance: false,
  });
  expect(done(await client.wallet.balance(user)).totalBalance.amount).toBeGreaterThan(0);
  expect(done(await client.wallet.paymentMethods(user)).paymentMethods).toMatchObject([
    { paymentMethodType: "WALLET" },
  ]);
  const topUp = { merchantTopUpId: "t_1" };
  const invited = done(
    await client.topUps.create({ ...user, ...topUp, minimumTopUpAmount: yen(1000), codeType: "TOPUP_QR" }),
  );
  expect(done(await client.topUps.get(topUp)).status).toBe("CREATED");
  done(await client.topUps.delete({ codeId: invited.codeId }));

  const points = { merchantCashbackId: "cb_1" };
  done(await client.cashback.give({ ...user, ...points, amount: yen(30), ...at() }));
  control.clock.advance(60);
  expect(done(await client.cashback.get(points))).toMatchObject({ status: "SUCCESS", amount: yen(30) });
  const reversal = { ...points, merchantCashbackReversalId: "cr_1" };
  done(await client.cashback.reverse({ ...reversal, amount: yen(10), ...at() }));
  control.clock.advance(60);
  expect(done(await client.cashback.getReversal(reversal))).toMatchObject({ status: "SUCCESS" });

  done(await client.users.unlink(user));
  client.close();
  expect(new Set(made)).toEqual(new Set(Object.keys(everyName)));
});
