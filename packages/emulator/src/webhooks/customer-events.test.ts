import { expect, test } from "vitest";
import { openListener } from "../testing/listener.ts";
import { chargeRequest, noon } from "../testing/shop.ts";

const year = 365 * 86_400;
const types = (received: readonly Record<string, unknown>[]) =>
  received.map(({ notification_type: type }) => type);
const event = (name: string) => ({
  notification_type: `customer.authroization.${name}`,
  notification_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  createdAt: "2026-11-20T03:00:00Z",
});

test("a link is told with what the token says, and until when it lasts (GO1)", async () => {
  const { shop, received } = openListener();
  const { userAuthorizationId, profileIdentifier } = await shop.linked("hanako", {
    scopes: ["direct_debit", "cashback"],
  });
  await shop.control.idle();
  expect(received).toEqual([
    {
      ...event("succeeded"),
      referenceId: "customer-42",
      nonce: "nonce-1",
      scopes: "direct_debit,cashback",
      userAuthorizationId,
      profileIdentifier,
      expiry: noon + year,
    },
  ]);
});

test.each([
  ["decline", "declined"],
  ["bad_request", "bad_request"],
] as const)("a link that comes to nothing is told too: %s (GO1)", async (answer, result) => {
  const { shop, received } = openListener();
  const { data } = await shop.openSession();
  shop.control.link({ url: String(data.linkQRCodeURL), customer: "hanako", answer });
  await shop.control.idle();
  expect(received).toEqual([
    {
      ...event("failed"),
      referenceId: "customer-42",
      nonce: "nonce-1",
      result,
      reason: expect.any(String),
    },
  ]);
});

test.each(["by her", "by the shop"])("the end of a link %s is told (GO1)", async (by) => {
  const { shop, received } = openListener();
  const { userAuthorizationId } = await shop.linked();
  if (by === "by her") shop.control.revokeAuthorization({ customer: "hanako" });
  else await shop.call("DELETE", `/v2/user/authorizations/${userAuthorizationId}`);
  await shop.control.idle();
  expect(received.slice(1)).toEqual([
    { ...event("revoked"), userAuthorizationId, referenceId: "customer-42" },
  ]);
});

test("somebody who leaves PayPay is told to the shops that she is linked to", async () => {
  const { shop, received } = openListener();
  const { userAuthorizationId } = await shop.linked();
  for (const closed of [true, true, false]) shop.control.setCustomer({ customer: "hanako", closed });
  await shop.control.idle();
  expect(received.slice(1)).toEqual([
    { ...event("canceled"), userAuthorizationId, referenceId: "customer-42" },
  ]);
});

test("a link that lasts longer is told, by control, by another consent and by a payment (GO1)", async () => {
  const { shop, received } = openListener();
  const { userAuthorizationId } = await shop.linked();
  shop.control.extendAuthorization({ customer: "hanako" });
  shop.control.clock.advance(60);
  await shop.linked("hanako", { scopes: ["cashback"] });
  shop.control.clock.advance(60);
  await shop.call("POST", "/v2/payments", chargeRequest("order-1", userAuthorizationId));
  await shop.control.idle();
  const extended = received.filter(
    ({ notification_type: type }) => type === event("extended").notification_type,
  );
  expect(extended).toMatchObject([
    { ...event("extended"), scopes: "direct_debit", userAuthorizationId, expiry: noon + year },
    { scopes: "direct_debit,cashback", expiry: noon + 60 + year },
    { expiry: noon + 120 + year },
  ]);
});

test("a payment in the second in which the link began makes nothing longer, and nothing is told", async () => {
  const { shop, received } = openListener();
  const { userAuthorizationId } = await shop.linked();
  await shop.call("POST", "/v2/payments", chargeRequest("order-1", userAuthorizationId));
  await shop.control.idle();
  expect(types(received)).toEqual(["customer.authroization.succeeded", "Transaction"]);
});

test("a link that grows too old is told by nobody", async () => {
  const { shop, received } = openListener();
  await shop.linked();
  shop.control.expireAuthorization({ customer: "hanako" });
  shop.control.clock.advance(2 * year);
  await shop.control.idle();
  expect(types(received)).toEqual(["customer.authroization.succeeded"]);
});

test("webhook faults strike these events as well: one kind is dropped, another one repeated", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "drop", type: "customer.authroization.succeeded" });
  shop.control.webhookFaults.add({ kind: "repeat", copies: 2, times: 1 });
  await shop.linked();
  shop.control.revokeAuthorization({ customer: "hanako" });
  await shop.control.idle();
  expect(types(received)).toEqual(Array(2).fill("customer.authroization.revoked"));
  // Both copies are the same event, by its id.
  expect(received[1]).toEqual(received[0]);
});

test("reordered, the end of a link arrives before its beginning", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "reorder", times: 1 });
  await shop.linked();
  shop.control.revokeAuthorization({ customer: "hanako" });
  await shop.control.idle();
  expect(types(received)).toEqual(["customer.authroization.revoked", "customer.authroization.succeeded"]);
});

test("delayed, it arrives later", async () => {
  const { shop, received, time } = openListener();
  shop.control.webhookFaults.add({ kind: "delay", milliseconds: 5000, times: 1 });
  await shop.linked("hanako");
  await shop.linked("taro");
  await time.pass(5000);
  await shop.control.idle();
  const [first, second] = shop.control.authorizations();
  expect(received.map(({ userAuthorizationId }) => userAuthorizationId)).toEqual([
    second?.userAuthorizationId,
    first?.userAuthorizationId,
  ]);
});
