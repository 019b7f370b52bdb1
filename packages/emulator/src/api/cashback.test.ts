import { describe, expect, test } from "vitest";
import { jpy, noon, openShop, type Shop } from "../testing/shop.ts";

const give = async (shop: Shop, id = "gift-1", fields: object = {}, customer = "hanako") =>
  shop.call("POST", "/v2/cashback", {
    merchantCashbackId: id,
    userAuthorizationId: await shop.authorizationOf(customer),
    amount: jpy(300),
    requestedAt: noon,
    ...fields,
  });
const look = (shop: Shop, id = "gift-1") => shop.call("GET", `/v2/cashback/${id}`);
const reverse = (shop: Shop, id = "back-1", fields: object = {}) =>
  shop.call("POST", "/v2/cashback_reversal", {
    merchantCashbackReversalId: id,
    merchantCashbackId: "gift-1",
    amount: jpy(300),
    requestedAt: noon,
    ...fields,
  });
const lookBack = (shop: Shop, id = "back-1", of = "gift-1") =>
  shop.call("GET", `/v2/cashback_reversal/${id}/${of}`);
const outcome = ({ status, code }: { status: number; code: string }) => [status, code];
const funds = (shop: Shop) => shop.control.ledger().merchants[0]?.cashbackFunds;

describe("giving", () => {
  test("is accepted, then the wallet rises and the shop's funds fall (FAQ, PHP mocks)", async () => {
    const shop = openShop({ cashbackSettlesAfterSeconds: 5 });
    const given = await give(shop, "gift-1", { orderDescription: "Thanks", metadata: { plan: "b" } });
    expect(outcome(given)).toEqual([202, "REQUEST_ACCEPTED"]);
    expect((await look(shop)).data).toMatchObject({ status: "ACCEPTED", amount: jpy(300) });
    expect(shop.balance("hanako")).toBe(50_000);
    shop.control.clock.advance(5);
    const done = await look(shop);
    expect(outcome(done)).toEqual([200, "SUCCESS"]);
    expect(done.data).toMatchObject({
      status: "SUCCESS",
      acceptedAt: noon,
      requestedAt: noon,
      merchantAlias: shop.merchant.name,
      merchantCashbackId: "gift-1",
      orderDescription: "Thanks",
      walletType: "PREPAID",
      metadata: { plan: "b" },
    });
    expect([shop.balance("hanako"), funds(shop)]).toEqual([50_300, 999_700]);
  });

  test("without funds is accepted too; the look says 200, NOT_ENOUGH_MONEY and FAILURE (PHP mock)", async () => {
    const shop = openShop();
    shop.control.setMerchant({ cashbackFunds: 299 });
    expect((await give(shop)).status).toBe(202);
    const failed = await look(shop);
    expect([...outcome(failed), failed.codeId]).toEqual([200, "NOT_ENOUGH_MONEY", "WAL_500017"]);
    expect(failed.data).toMatchObject({ status: "FAILURE", amount: jpy(300) });
    expect([shop.balance("hanako"), funds(shop)]).toEqual([50_000, 299]);
  });

  test.each([
    ["a wallet that is full", { balanceLimit: 50_100 }, "BALANCE_EXCEEDED"],
    ["somebody who has left", { closed: true }, "CANCELED_USER"],
  ])("to %s fails", async (_who, change, code) => {
    const shop = openShop({ cashbackSettlesAfterSeconds: 5 });
    await give(shop);
    shop.control.setCustomer({ customer: "hanako", ...change });
    shop.control.clock.advance(5);
    const failed = await look(shop);
    expect([failed.code, failed.data.status, shop.balance("hanako")]).toEqual([code, "FAILURE", 50_000]);
  });

  test("the same id again is refused, and gives nothing (FAQ)", async () => {
    const shop = openShop();
    await give(shop);
    expect(outcome(await give(shop))).toEqual([400, "VALIDATION_FAILED_EXCEPTION"]);
    expect(shop.balance("hanako")).toBe(50_300);
  });

  test("needs the scope cashback", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("taro", { scopes: ["direct_debit"] });
    expect(outcome(await give(shop, "gift-1", { userAuthorizationId }))).toEqual([401, "OP_OUT_OF_SCOPE"]);
    const stranger = await give(shop, "gift-1", { userAuthorizationId: "nobody" });
    expect(outcome(stranger)).toEqual([401, "INVALID_USER_AUTHORIZATION_ID"]);
  });

  test("a look right after it may find nothing yet, although it is on its way (FAQ)", async () => {
    const shop = openShop({ cashbackHiddenSeconds: 1 });
    await give(shop);
    expect((await look(shop)).code).toBe("TRANSACTION_NOT_FOUND");
    shop.control.clock.advance(1);
    expect((await look(shop)).data.status).toBe("SUCCESS");
    expect((await look(shop, "gift-2")).code).toBe("TRANSACTION_NOT_FOUND");
  });

  test.each([{ walletType: "GIFT" }, { expiryDate: "tomorrow" }, { amount: jpy(0) }])(
    "%o is no cashback",
    async (fields) => {
      expect((await give(openShop(), "gift-1", fields)).code).toBe("INVALID_REQUEST_PARAMS");
    },
  );
});

describe("taking back", () => {
  test("is accepted, then the wallet falls and the funds rise, in parts too", async () => {
    const shop = openShop({ cashbackSettlesAfterSeconds: 5 });
    await give(shop);
    shop.control.clock.advance(5);
    expect(outcome(await reverse(shop, "back-1", { amount: jpy(100), reason: "returned" }))).toEqual([
      202,
      "REQUEST_ACCEPTED",
    ]);
    expect((await lookBack(shop)).data.status).toBe("ACCEPTED");
    await reverse(shop, "back-2", { amount: jpy(200) });
    shop.control.clock.advance(5);
    expect((await lookBack(shop)).data).toMatchObject({
      status: "SUCCESS",
      amount: jpy(100),
      merchantCashbackId: "gift-1",
      reason: "returned",
    });
    expect([shop.balance("hanako"), funds(shop)]).toEqual([50_000, 1_000_000]);
  });

  test("what she has spent fails, and nothing moves", async () => {
    const shop = openShop();
    await give(shop, "gift-1", {}, "yuki");
    await look(shop);
    shop.control.setCustomer({ customer: "yuki", balance: 299 });
    await reverse(shop);
    const failed = await lookBack(shop);
    expect([...outcome(failed), failed.data.status]).toEqual([200, "NOT_ENOUGH_MONEY", "FAILURE"]);
    expect(shop.balance("yuki")).toBe(299);
  });

  test("a cashback that is not decided waits for it, and fails if that fails", async () => {
    const shop = openShop({ cashbackSettlesAfterSeconds: 5 });
    await give(shop);
    shop.control.setMerchant({ cashbackFunds: 0 });
    expect((await reverse(shop)).status).toBe(202);
    shop.control.clock.advance(5);
    const failed = await lookBack(shop);
    expect([failed.code, failed.data.status]).toEqual(["TRANSACTION_FAILED", "FAILURE"]);
    expect(shop.balance("hanako")).toBe(50_000);
  });

  test.each([
    ["more than was given", "back-2", { amount: jpy(301) }, [400, "VALIDATION_FAILED_EXCEPTION"]],
    ["more than is left", "back-2", { amount: jpy(201) }, [400, "VALIDATION_FAILED_EXCEPTION"]],
    ["under a used id", "back-1", { amount: jpy(1) }, [400, "VALIDATION_FAILED_EXCEPTION"]],
    ["of nothing", "back-2", { merchantCashbackId: "gift-9" }, [404, "TRANSACTION_NOT_FOUND"]],
  ])("%s is refused", async (_what, id, fields, answer) => {
    const shop = openShop();
    await give(shop);
    await reverse(shop, "back-1", { amount: jpy(100) });
    expect(outcome(await reverse(shop, id, fields))).toEqual(answer);
    expect(shop.balance("hanako")).toBe(50_200);
  });

  test("a look needs both ids", async () => {
    const shop = openShop();
    await give(shop);
    await reverse(shop);
    expect((await lookBack(shop)).status).toBe(200);
    expect((await lookBack(shop, "back-1", "gift-2")).code).toBe("TRANSACTION_NOT_FOUND");
    expect((await lookBack(shop, "back-2")).code).toBe("TRANSACTION_NOT_FOUND");
  });
});

test("the control sets a merchant's funds and contract, until it is reset", async () => {
  const shop = openShop();
  expect(shop.control.setMerchant({ cashbackFunds: 5, holds: false })).toMatchObject({ cashbackFunds: 5 });
  const refused = await shop.createCode("order-1", { isAuthorization: true });
  expect(refused.code).toBe("PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT");
  expect(() => shop.control.setMerchant({ merchantId: "nobody" })).toThrow("No merchant has the id nobody.");
  shop.control.reset();
  expect(funds(shop)).toBe(1_000_000);
  expect((await shop.createCode("order-1", { isAuthorization: true })).status).toBe(201);
});

test("the ledger's snapshot shows cashbacks and reversals", async () => {
  const shop = openShop();
  await give(shop);
  await reverse(shop, "back-1", { amount: jpy(100) });
  expect(shop.control.ledger()).toMatchObject({
    cashbacks: [{ merchantCashbackId: "gift-1", customerId: "hanako", amount: 300, status: "SUCCESS" }],
    cashbackReversals: [{ merchantCashbackId: "gift-1", amount: 100, status: "SUCCESS" }],
  });
});
