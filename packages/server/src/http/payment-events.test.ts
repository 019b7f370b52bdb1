import { describe, expect, it } from "vitest";
import type { PaymentGrant } from "../contract/payment-view.ts";
import { engines } from "../testing/database.ts";
import { nextEvent, readEvents } from "../testing/read-events.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { errorSchema, viewSchema } from "../testing/wire-schemas.ts";

describe.each(engines)("streams, with %s", (engine) => {
  const prices = new Map(["cake", "tart"].map((order) => [order, 4200]));
  const use = useShop(engine, { webhooks: false, prices });
  const open = (shop: TestShop, { payment, token }: PaymentGrant, init: RequestInit = {}) =>
    shop.request(`/payments/${payment.id}/events`, { token, ...init });
  const pay = ({ payment }: PaymentGrant) =>
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
  const streamsOf = async (shop: TestShop) => (await shop.kaikei.open()).streams.size;

  it("a browser sees how the payment stands at once, then that it is paid, then the end", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const events = readEvents(await open(shop, grant));
    const first = await nextEvent(events);
    expect(viewSchema.parse(first.data)).toMatchObject({ id: grant.payment.id, status: "pending" });
    pay(grant);
    await shop.reconcileAfter(5000);
    const second = await nextEvent(events);
    expect(second.data).toMatchObject({ status: "completed", pollAfterMs: null });
    expect(Number(second.id)).toBeGreaterThan(Number(first.id));
    expect((await events.next()).done).toBe(true);
    expect(await streamsOf(shop)).toBe(0);
  });

  it("what one process learns reaches a stream of another", async () => {
    const { shop } = use;
    const other = shop.another();
    const grant = await shop.start("cake");
    const events = readEvents(await open(other, grant));
    await nextEvent(events);
    pay(grant);
    await shop.reconcileAfter(5000);
    expect((await nextEvent(events)).data).toMatchObject({ status: "completed" });
    await other.kaikei.close();
  });

  it("while somebody watches, due looks are made, although nobody polls and no worker runs", async () => {
    const { shop } = use;
    const watching = shop.another({ pollIntervalMs: 100 });
    const grant = await watching.start("cake");
    const events = readEvents(await open(watching, grant));
    await nextEvent(events);
    pay(grant);
    shop.pass(5000);
    expect((await nextEvent(events)).data).toMatchObject({ status: "completed" });
    await watching.kaikei.close();
  });

  it("many streams of one payment cause no more looks than one", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const streams = await Promise.all(
      Array.from({ length: 10 }, async () => readEvents(await open(shop, grant))),
    );
    await Promise.all(streams.map(nextEvent));
    const looks = () => shop.calls().filter((call) => call.startsWith("GET")).length;
    const before = looks();
    shop.pass(5000);
    pay(grant);
    await shop.kaikei.reconcile();
    for (const stream of streams)
      expect((await nextEvent(stream)).data).toMatchObject({ status: "completed" });
    expect(looks() - before).toBe(1);
  });

  it("what the browser has seen already is not said again; what is newer is", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const first = await nextEvent(readEvents(await open(shop, grant)));
    const seen = { headers: { "last-event-id": first.id } };
    const events = readEvents(await open(shop, grant, seen));
    expect(await events.next()).toMatchObject({ value: { kind: "heartbeat" } });
    pay(grant);
    await shop.reconcileAfter(5000);
    expect((await nextEvent(events)).data).toMatchObject({ status: "completed" });
    expect((await nextEvent(readEvents(await open(shop, grant, seen)))).data).toMatchObject({
      status: "completed",
    });
  });

  it("nobody watches without the token of this very payment", async () => {
    const { shop } = use;
    const [cake, tart] = [await shop.start("cake"), await shop.start("tart")];
    const codeOf = async (response: Response) => errorSchema.parse(await response.json()).error.code;
    const stolen = await open(shop, { ...cake, token: tart.token });
    expect([stolen.status, await codeOf(stolen)]).toEqual([404, "payment_not_found"]);
    const nobody = await shop.request(`/payments/${cake.payment.id}/events`);
    expect([nobody.status, await codeOf(nobody)]).toEqual([401, "token_missing"]);
    const posted = await shop.request(`/payments/${cake.payment.id}/events`, {
      method: "POST",
      token: cake.token,
    });
    expect(posted.status).toBe(405);
    expect(await streamsOf(shop)).toBe(0);
  });

  it("nobody on the way may keep a stream, squeeze it or hold it back", async () => {
    const { shop } = use;
    const response = await open(shop, await shop.start("cake"));
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    await response.body?.cancel();
  });

  it("a browser that goes away leaves nothing behind", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const aborting = new AbortController();
    await open(shop, grant, { signal: aborting.signal });
    const cancelled = await open(shop, grant);
    expect(await streamsOf(shop)).toBe(2);
    aborting.abort();
    await cancelled.body?.cancel();
    expect(await streamsOf(shop)).toBe(0);
  });

  it("ten thousand openings from one address stay bounded, and leave nothing behind", async () => {
    const { shop } = use;
    const behindProxy = shop.another({ trustedProxies: 1 });
    const grants = [await shop.start("cake"), await shop.start("tart")];
    const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
    let refused: Response | undefined;
    const opened: Response[] = [];
    for (let opening = 0; opening < 10_000; opening += 1) {
      const grant = grants[opening % 2];
      if (grant === undefined) throw new Error("no grant");
      const response = await open(behindProxy, grant, from("203.0.113.7"));
      if (response.ok) opened.push(response);
      else refused = response;
    }
    expect(opened).toHaveLength(40);
    expect(refused?.status).toBe(429);
    expect(refused?.headers.get("retry-after")).toBe("60");
    await Promise.all(opened.map(({ body }) => body?.cancel()));
    expect(await streamsOf(behindProxy)).toBe(0);
    await behindProxy.kaikei.close();
  }, 60_000);

  it("when the server stops, streams end with a word when to come back", async () => {
    const { shop } = use;
    const stopping = shop.another();
    const grant = await stopping.start("cake");
    const events = readEvents(await open(stopping, grant));
    await nextEvent(events);
    await stopping.kaikei.close();
    expect(await events.next()).toMatchObject({ value: { kind: "retry" } });
    expect((await events.next()).done).toBe(true);
    // Whoever still comes here is sent to another process.
    const late = await open(stopping, grant);
    expect([late.status, late.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
