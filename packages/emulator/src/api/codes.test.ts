import { expect, test } from "vitest";
import { codeRequest, jpy, noon, openShop } from "../testing/shop.ts";

test("create answers 201 with addresses, expiry and an echo that writes unit_price (README, OAS)", async () => {
  const shop = openShop();
  const answer = await shop.createCode("order-1", {
    orderItems: [{ name: "苺のケーキ", quantity: 2, unitPrice: jpy(750) }],
    redirectUrl: "https://shop.example/back",
    redirectType: "WEB_LINK",
    metadata: { dropped: true },
  });
  const url = `http://127.0.0.1:4010/pay/${answer.data.codeId}`;
  expect(answer).toMatchObject({ status: 201, code: "SUCCESS", codeId: "08100001" });
  expect(answer.data).toEqual({
    codeId: expect.stringMatching(/^04-[\w-]{16}$/),
    url,
    deeplink: `paypay://payment?link_key=${encodeURIComponent(url)}`,
    expiryDate: noon + 300,
    merchantPaymentId: "order-1",
    amount: jpy(1500),
    codeType: "ORDER_QR",
    orderItems: [{ name: "苺のケーキ", quantity: 2, unit_price: jpy(750) }],
    redirectUrl: "https://shop.example/back",
    redirectType: "WEB_LINK",
  });
});

test("optional fields may be null, and the address in a code follows publicUrl", async () => {
  const shop = openShop({ publicUrl: "http://192.168.0.7:4010/" });
  const { status, data } = await shop.createCode("order-1", { storeId: null, orderItems: null });
  expect(status).toBe(201);
  expect(data.url).toBe(`http://192.168.0.7:4010/pay/${data.codeId}`);
});

test("the same request again returns the earlier code (OAS: merchantPaymentId is the key)", async () => {
  const shop = openShop();
  const first = await shop.createCode("order-1");
  const second = await shop.createCode("order-1");
  expect(second).toMatchObject({ status: 201, data: first.data });
  expect(shop.control.ledger().codes).toHaveLength(1);
});

test("the same request again is refused where the emulator is told so (OAS lists both)", async () => {
  const shop = openShop({ duplicateCreate: "reject" });
  await shop.createCode("order-1");
  expect(await shop.createCode("order-1")).toMatchObject({
    status: 400,
    code: "DUPLICATE_DYNAMIC_QR_REQUEST",
  });
});

test.each<[string, (shop: ReturnType<typeof openShop>, codeId: string) => unknown]>([
  ["paid", (shop) => shop.pay("order-1")],
  ["deleted", (shop, codeId) => shop.call("DELETE", `/v2/codes/${codeId}`)],
  ["expired", (shop) => shop.control.clock.advance(300)],
])("an id whose code is %s is used up", async (_, happen) => {
  const shop = openShop();
  const { data } = await shop.createCode("order-1");
  await happen(shop, String(data.codeId));
  expect(await shop.createCode("order-1")).toMatchObject({ code: "DUPLICATE_DYNAMIC_QR_REQUEST" });
});

test("an unpaid code stays CREATED with no times, also after it has expired, and is forgotten later (FAQ)", async () => {
  const shop = openShop();
  await shop.createCode("order-1");
  const created = { status: "CREATED", acceptedAt: 0, requestedAt: 0, paymentId: null };
  expect((await shop.details("order-1")).data).toMatchObject(created);
  shop.control.clock.advance(300);
  expect((await shop.details("order-1")).data).toMatchObject(created);
  expect(() => shop.pay("order-1")).toThrow("The code is expired");
  shop.control.clock.advance(3600);
  expect(await shop.details("order-1")).toMatchObject({ code: "DYNAMIC_QR_PAYMENT_NOT_FOUND" });
});

test("a code can be paid until the last second of its life", async () => {
  const shop = openShop({ codeLifeSeconds: 60 });
  await shop.createCode("order-1");
  shop.control.clock.advance(59);
  expect(shop.pay("order-1").status).toBe("COMPLETED");
});

test("a deleted code cannot be paid, and its payment is not found", async () => {
  const shop = openShop();
  const { data } = await shop.createCode("order-1");
  const deleted = await shop.call("DELETE", `/v2/codes/${data.codeId}`);
  expect(deleted).toMatchObject({ status: 200, data: { qrStatus: "DELETED" } });
  expect(() => shop.pay("order-1")).toThrow("The code is deleted");
  expect(await shop.details("order-1")).toMatchObject({ code: "DYNAMIC_QR_PAYMENT_NOT_FOUND" });
  expect(shop.balance("hanako")).toBe(50_000);
});

test("details of a paid code say who, what and when in PayPay's fields (OAS)", async () => {
  const shop = openShop();
  await shop.createCode("order-1", {
    orderDescription: "Cake",
    orderItems: [{ name: "Cake", quantity: 1, unitPrice: jpy(1500) }],
  });
  shop.control.clock.advance(7);
  const { paymentId } = shop.pay("order-1");
  expect((await shop.details("order-1")).data).toEqual({
    paymentId,
    status: "COMPLETED",
    acceptedAt: noon + 7,
    refunds: { data: [] },
    captures: { data: [] },
    revert: null,
    merchantPaymentId: "order-1",
    amount: jpy(1500),
    requestedAt: noon + 7,
    expiresAt: null,
    canceledAt: null,
    storeId: null,
    terminalId: null,
    orderReceiptNumber: null,
    orderDescription: "Cake",
    orderItems: [{ name: "Cake", category: null, quantity: 1, productId: null, unitPrice: jpy(1500) }],
    paymentMethods: [{ amount: jpy(1500), type: "WALLET" }],
    assumeMerchant: shop.merchant.merchantId,
  });
});

test("a code is paid once, whoever tries again", async () => {
  const shop = openShop();
  await shop.paid("order-1");
  expect(() => shop.pay("order-1", "taro")).toThrow("The code is paid");
  expect([shop.balance("hanako"), shop.balance("taro")]).toEqual([48_500, 3_000]);
});

test("too little money pays nothing and leaves the code open", async () => {
  const shop = openShop();
  await shop.createCode("order-1");
  expect(() => shop.pay("order-1", "yuki")).toThrow("NO_SUFFICIENT_FUND");
  expect((await shop.details("order-1")).data.status).toBe("CREATED");
});

test("two emulators know nothing of each other", async () => {
  const [one, other] = [openShop(), openShop()];
  await one.call("POST", "/v2/codes", codeRequest("order-1"));
  expect(other.control.ledger().codes).toEqual([]);
});
