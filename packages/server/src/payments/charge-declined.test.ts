import { describe, expect, it } from "vitest";
import type { DeclineReason } from "../domain/decline.ts";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";

const customer = "hanako";
const request = () => new Request("http://localhost:3000/");

describe("an account that PayPay does not charge", () => {
  const use = useShop("postgres", { webhooks: false, kaikei: { identifyCustomer: () => ({ id: "mune" }) } });
  const tap = () =>
    use.shop.kaikei.payments.start({ order: "cake", request: request(), method: "linked_account" });

  it.each([
    ["NO_SUFFICIENT_FUND", "insufficient_funds"],
    ["LIMIT_EXCEEDED", "limit_exceeded"],
    ["USER_DEFINED_DAILY_LIMIT_EXCEEDED", "limit_exceeded"],
    ["USER_DEFINED_MONTHLY_LIMIT_EXCEEDED", "limit_exceeded"],
    ["USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED", "limit_exceeded"],
    ["CC_LIMIT_EXCEEDED", "limit_exceeded"],
    ["PPC_LIMIT_EXCEEDED", "limit_exceeded"],
    ["PPC_EXPIRED", "payment_method_unusable"],
    ["PAY_METHOD_INVALIDATED", "payment_method_unusable"],
    ["UNSUPPORTED_PAYMENT_METHOD", "payment_method_unusable"],
    ["NO_VALID_PAYMENT_METHOD", "payment_method_unusable"],
    ["PAYMENT_METHOD_NOT_FOUND", "payment_method_unusable"],
    ["SUSPECTED_DUPLICATE_PAYMENT", "suspected_duplicate"],
    ["INVALID_USER_AUTHORIZATION_ID", "authorization_ended"],
    ["EXPIRED_USER_AUTHORIZATION_ID", "authorization_ended"],
    ["USER_STATE_IS_NOT_ACTIVE", "account_unusable"],
    ["CANCELED_USER", "account_unusable"],
    ["NON_KYC_USER", "identity_required"],
    ["ABOVE_MERCHANT_LIMIT", "merchant_limit"],
    ["OP_OUT_OF_SCOPE", "merchant_limit"],
    ["INVALID_REQUEST_PARAMS", "refused"],
    ["TRANSACTION_FAILED", null],
  ] as const satisfies [string, DeclineReason | null][])(
    "%s: the payment has failed (%s), nothing is looked up, and another tap is another payment",
    async (code, declineReason) => {
      const { shop } = use;
      await linkAccount(shop);
      const { faults } = shop.emulator.control;
      faults.add({ kind: "refuse", code, match: { method: "POST", path: "/v2/payments" }, times: 1 });
      const failed = await tap();
      expect(failed).toMatchObject({ status: "failed", declineReason, uncertain: false });
      expect(shop.calls().filter((call) => call === "GET /v2/payments/:id")).toEqual([]);
      const paid = await tap();
      expect(paid).toMatchObject({ status: "completed" });
      expect(paid.id).not.toBe(failed.id);
    },
  );

  it("because the link has ended at PayPay: it has ended here as well, and the next tap asks to link again", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.revokeAuthorization({ customer });
    expect(await tap()).toMatchObject({ status: "failed", declineReason: "authorization_ended" });
    expect(await shop.kaikei.accounts.get({ customer: "mune" })).toMatchObject({ status: "ended" });
    await expect(tap()).rejects.toMatchObject({ code: "account_not_linked" });
  });

  it("because PayPay is away: she is told, and it is not charged behind her back", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const away = shop.another({ providers: [shop.providerAt("http://127.0.0.1:9")] });
    const start = { order: "cake", request: request(), method: "linked_account" } as const;
    await expect(away.kaikei.payments.start(start)).rejects.toMatchObject({ code: "provider_unreachable" });
    for (let pass = 0; pass < 5; pass += 1) await shop.reconcileAfter(60_000);
    expect(shop.emulator.control.ledger().payments).toEqual([]);
    expect(await shop.kaikei.payments.list()).toMatchObject([{ status: "failed", declineReason: null }]);
    expect(await tap()).toMatchObject({ status: "completed" });
  });

  it("because PayPay is away, of a billing job: the charge stands, and is made when PayPay is back", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const away = shop.another({ providers: [shop.providerAt("http://127.0.0.1:9")] });
    const bill = { customer: "mune", order: "cake", key: "box-2026-11" };
    expect(await away.kaikei.payments.charge(bill)).toMatchObject({ status: "created", uncertain: false });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(60_000);
    expect(await shop.kaikei.payments.charge(bill)).toMatchObject({ status: "completed" });
    expect(shop.paidOrders).toEqual(["cake"]);
  });
});
