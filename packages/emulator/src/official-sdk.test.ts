import https from "node:https";
import { createRequire } from "node:module";
import sdk from "@paypayopa/paypayopa-sdk-node";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { trialMerchant } from "./options.ts";
import { type RunningEmulator, startEmulator } from "./server.ts";
import { selfSignedCertificate } from "./testing/certificate.ts";
import { jpy } from "./testing/shop.ts";

/** PayPay's own Node SDK, as it is on npm, over TLS. Nothing of ours helps it but the certificate. */
let emulator: RunningEmulator;
let userAuthorizationId: string;
const { certificate, ca } = { certificate: selfSignedCertificate(), ca: https.globalAgent.options.ca };

beforeAll(async () => {
  https.globalAgent.options.ca = certificate.cert;
  emulator = await startEmulator({ port: 0, tls: certificate });
  const session = await read(client().accountLinkQRCodeCreate(linkRequest));
  const url = z.string().parse(session.data?.linkQRCodeURL);
  const { returnTo } = emulator.control.link({ url, customer: "hanako", answer: "accept" });
  const token = new URL(returnTo).searchParams.get("responseToken") ?? "";
  const claims = z
    .object({ result: z.literal("succeeded"), userAuthorizationId: z.string() })
    .parse(client().validateJWT(token, trialMerchant.apiSecret));
  userAuthorizationId = claims.userAuthorizationId;
});

afterAll(async () => {
  https.globalAgent.options.ca = ca;
  await emulator.close();
});

// The SDK writes to the console whenever an answer is no 2xx.
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

const linkRequest = {
  scopes: [
    "direct_debit",
    "preauth_capture_native",
    "continuous_payments",
    "pending_payments",
    "cashback",
    "get_balance",
  ],
  nonce: "random_generated_string",
  redirectType: "WEB_LINK",
  redirectUrl: "https://merchant.example/path",
  referenceId: "reference_id",
};

function client(secret = trialMerchant.apiSecret) {
  const paypay = new sdk.PayPayRestSDK();
  const portNumber = Number(new URL(emulator.url).port);
  const { apiKey: clientId, merchantId } = trialMerchant;
  const conf = new sdk.Conf({ hostName: "127.0.0.1", portNumber });
  paypay.configure({ clientId, clientSecret: secret, merchantId, conf });
  return paypay;
}

const answerSchema = z.object({
  STATUS: z.number(),
  BODY: z.object({
    resultInfo: z.object({ code: z.string(), message: z.string(), codeId: z.string() }),
    data: z.record(z.string(), z.unknown()).nullable(),
  }),
});

/** `STATUS`, `BODY.resultInfo.code` and `BODY.data`, as the SDK's README reads an answer. */
async function read(answer: Promise<object>) {
  const { STATUS, BODY } = answerSchema.parse(await answer);
  return { status: STATUS, code: BODY.resultInfo.code, data: BODY.data };
}

const order = (merchantPaymentId: string, fields: object = {}) => ({
  merchantPaymentId,
  userAuthorizationId,
  amount: jpy(1500),
  orderDescription: "Mune's Favourite Cake",
  ...fields,
});
const refund = (merchantRefundId: string, paymentId: unknown) => ({
  merchantRefundId,
  paymentId,
  amount: jpy(500),
  reason: "reason for refund",
});

describe("the official SDK", () => {
  test("makes a code, reads it and deletes it", async () => {
    const paypay = client();
    const code = {
      merchantPaymentId: "sdk-code",
      amount: jpy(1),
      codeType: "ORDER_QR",
      isAuthorization: false,
    };
    const created = await read(paypay.qrCodeCreate(code));
    expect(created).toMatchObject({ status: 201, code: "SUCCESS", data: { merchantPaymentId: "sdk-code" } });
    const details = await read(paypay.getCodePaymentDetails(["sdk-code"]));
    expect(details).toMatchObject({ status: 200, data: { status: "CREATED" } });
    const deleted = await read(paypay.qrCodeDelete([String(created.data?.codeId)]));
    expect(deleted).toMatchObject({ status: 200, data: { qrStatus: "DELETED" } });
  });

  test("charges a linked customer, asks again where a payment is similar, refunds and cancels", async () => {
    const paypay = client();
    const paid = await read(paypay.createPayment(order("sdk-native")));
    expect(paid).toMatchObject({ status: 201, data: { status: "COMPLETED", userAuthorizationId } });
    const similar = await read(paypay.createPayment(order("sdk-similar"), false));
    expect(similar).toMatchObject({ status: 400, code: "SUSPECTED_DUPLICATE_PAYMENT" });
    const agreed = await read(paypay.createPayment(order("sdk-similar"), true));
    expect(agreed.status).toBe(201);
    expect(await read(paypay.paymentCancel(["sdk-similar"]))).toMatchObject({ code: "REQUEST_ACCEPTED" });
    const details = await read(paypay.getPaymentDetails(["sdk-similar"]));
    expect(details.data?.status).toBe("FAILED");
    const refunded = await read(paypay.paymentRefund(refund("sdk-refund", paid.data?.paymentId)));
    expect(refunded).toMatchObject({ status: 200, data: { merchantRefundId: "sdk-refund" } });
    const looked = await read(paypay.getRefundDetails(["sdk-refund"]));
    expect(looked.data).toEqual(refunded.data);
  });

  test("holds money, captures one hold and lets another go", async () => {
    const paypay = client();
    const held = await read(paypay.paymentPreauthorize(order("sdk-hold", { amount: jpy(800) })));
    expect(held).toMatchObject({ status: 201, data: { status: "AUTHORIZED" } });
    const capture = {
      merchantPaymentId: "sdk-hold",
      merchantCaptureId: "sdk-capture",
      amount: jpy(800),
      orderDescription: "Order Shipped, Cake with toppings",
    };
    expect(await read(paypay.paymentAuthCapture(capture))).toMatchObject({ data: { status: "COMPLETED" } });
    const other = await read(paypay.paymentPreauthorize(order("sdk-revert", { amount: jpy(800) }), true));
    const revert = { merchantRevertId: "sdk-reverted", paymentId: other.data?.paymentId, reason: "sold out" };
    const reverted = await read(paypay.paymentAuthRevert(revert));
    expect(reverted).toMatchObject({ data: { status: "CANCELED", reason: "sold out" } });
  });

  test("charges again and again", async () => {
    const charged = await read(client().paymentSubscription(order("sdk-monthly", { amount: jpy(980) })));
    expect(charged).toMatchObject({ status: 201, data: { status: "COMPLETED", amount: jpy(980) } });
  });

  test("asks for money, refunds what was paid and withdraws what was not", async () => {
    const paypay = client();
    const asked = await read(paypay.createPendingPayment(order("sdk-request", { amount: jpy(700) })));
    expect(asked.status).toBe(201);
    emulator.control.answerRequest({ merchantPaymentId: "sdk-request", customer: "hanako", answer: "pay" });
    const paid = await read(paypay.getPendingPaymentDetails(["sdk-request"]));
    expect(paid.data?.status).toBe("COMPLETED");
    const refunded = await read(paypay.refundPendingPayment(refund("sdk-back", paid.data?.paymentId)));
    expect(refunded.status).toBe(200);
    await paypay.createPendingPayment(order("sdk-withdrawn", { amount: jpy(701) }));
    const withdrawn = await read(paypay.cancelPendingOrder(["sdk-withdrawn"]));
    expect(withdrawn).toMatchObject({ status: 202, code: "REQUEST_ACCEPTED" });
  });

  test("gives cashback and takes it back", async () => {
    const paypay = client();
    const gift = {
      merchantCashbackId: "sdk-gift",
      userAuthorizationId,
      amount: jpy(50),
      walletType: "PREPAID",
    };
    expect(await read(paypay.cashBack(gift))).toEqual({ status: 202, code: "REQUEST_ACCEPTED", data: null });
    const given = await read(paypay.getCashBackDetails(["sdk-gift"]));
    expect(given).toMatchObject({ status: 200, data: { status: "SUCCESS", amount: jpy(50) } });
    const back = {
      merchantCashbackReversalId: "sdk-ungift",
      merchantCashbackId: "sdk-gift",
      amount: jpy(50),
    };
    expect((await read(paypay.reverseCashBack(back))).code).toBe("REQUEST_ACCEPTED");
    const taken = await read(paypay.getReverseCashBackDetails(["sdk-ungift", "sdk-gift"]));
    expect(taken.data?.status).toBe("SUCCESS");
  });

  test("reads what it may know of a linked customer, and unlinks her", async () => {
    const paypay = client();
    const enough = await read(paypay.checkUserWalletBalance([userAuthorizationId, 1, "JPY"]));
    expect(enough.data).toEqual({ hasEnoughBalance: true });
    const status = await read(paypay.getUserAuthorizationStatus([userAuthorizationId]));
    expect(status.data).toMatchObject({ status: "ACTIVE", referenceIds: ["reference_id"] });
    expect((await read(paypay.unlinkUser([userAuthorizationId]))).code).toBe("REQUEST_ACCEPTED");
    const ended = await read(paypay.getUserAuthorizationStatus([userAuthorizationId]));
    expect(ended.data?.status).toBe("INACTIVE");
  });

  test("calls two addresses that are a page of PayPay's, and no API", async () => {
    const paypay = client();
    for (const call of [paypay.authorization, paypay.authorizationResult]) {
      expect(await read(call([trialMerchant.apiKey, "a.b.c"]))).toMatchObject({ status: 404 });
    }
  });

  test("has every signature accepted, and makes every call that it knows", () => {
    const calls = emulator.control.calls.list();
    expect(calls.filter(({ authorized }) => !authorized)).toEqual([]);
    const known = endpoints();
    expect(known).toHaveLength(25);
    const missing = known.filter(({ METHOD, PATH }) => {
      const pattern = new RegExp(`^${PATH.split("?")[0]?.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      return !calls.some(({ method, path }) => method === METHOD && pattern.test(path));
    });
    expect(missing).toEqual([]);
  });

  test("with another secret is refused whatever it calls", async () => {
    const paypay = client("d3Jvbmcgc2VjcmV0IGZvciB0aGUgZW11bGF0b3Ih");
    const refused = { status: 401, code: "UNAUTHORIZED", data: null };
    expect(await read(paypay.getPaymentDetails(["sdk-native"]))).toEqual(refused);
    expect(await read(paypay.createPayment(order("sdk-stranger")))).toEqual(refused);
    expect(await read(paypay.paymentCancel(["sdk-native"]))).toEqual(refused);
  });

  test("does not trust a server whose certificate it does not know", async () => {
    https.globalAgent.options.ca = selfSignedCertificate().cert;
    https.globalAgent.destroy();
    const answer = await client().getPaymentDetails(["sdk-native"]);
    expect(answer).toMatchObject({ ERROR: expect.stringContaining("certificate") });
    https.globalAgent.options.ca = certificate.cert;
  });
});

/** All that the SDK can call, from its own table. */
function endpoints() {
  const table: unknown = createRequire(import.meta.url)(
    "@paypayopa/paypayopa-sdk-node/dist/lib/conf.path.json",
  );
  const endpoint = z.object({ METHOD: z.string(), PATH: z.string() });
  const groups = z.record(z.string(), z.record(z.string(), endpoint)).parse(table);
  return Object.values(groups).flatMap((group) => Object.values(group));
}
