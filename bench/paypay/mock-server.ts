import { createServer } from "node:https";
import { selfSignedCertificate } from "../../packages/emulator/src/testing/certificate.ts";

// PayPay as cheap as it can be: two fixed answers over TLS, nothing checked. Run as a process of its own, so that its
// CPU time is not counted with the client's.

const { key, cert } = selfSignedCertificate();
const success = { resultInfo: { code: "SUCCESS", message: "Success", codeId: "08100001" } };
const amount = { amount: 1500, currency: "JPY" };
let paid = "";
let created = "";

const server = createServer({ key, cert }, (request, response) => {
  const [status, body] = request.method === "POST" ? [201, created] : [200, paid];
  const answer = () =>
    response
      .writeHead(status, {
        "Content-Type": "application/json;charset=UTF-8",
        "Content-Length": body.length,
        "X-REQUEST-ID": "OPA0123456789ABCDEF",
      })
      .end(body);
  if (request.method === "POST") request.resume().on("end", answer);
  else answer();
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  const { port } = address;
  paid = JSON.stringify({
    ...success,
    data: {
      paymentId: "04471018400562036736",
      status: "COMPLETED",
      acceptedAt: 1_763_700_000,
      refunds: { data: [] },
      merchantPaymentId: "order-1",
      userAuthorizationId: null,
      amount,
      requestedAt: 1_763_699_990,
      expiresAt: null,
      canceledAt: null,
      storeId: "001",
      terminalId: "01",
      orderReceiptNumber: "r-1",
      orderDescription: "Mune's Favourite Cake",
      orderItems: [{ name: "Strawberry shortcake", quantity: 1, unitPrice: amount }],
      metadata: {},
    },
  });
  created = JSON.stringify({
    ...success,
    data: {
      codeId: "04-7Zk0dEbrpkBYdgZe",
      url: `https://127.0.0.1:${port}/28180104471018400562036736`,
      deeplink: "paypay://payment?link_key=https%3A%2F%2Fqr.paypay.ne.jp%2F28180104471018400562036736",
      expiryDate: 1_763_700_300,
      merchantPaymentId: "order-1",
      amount,
      orderDescription: "Mune's Favourite Cake",
      orderItems: [],
      codeType: "ORDER_QR",
      requestedAt: 1_763_700_000,
      redirectUrl: "https://shop.example/orders/1",
      redirectType: "WEB_LINK",
      isAuthorization: false,
    },
  });
  process.send?.({ port, cert });
});
process.on("disconnect", () => process.exit());
