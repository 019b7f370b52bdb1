import { afterEach, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../server.ts";
import { createCaller } from "../testing/caller.ts";
import { createHeldSchedule } from "../testing/held-schedule.ts";
import { codeRequest, openShop } from "../testing/shop.ts";
import type { FaultInput } from "./faults.ts";

/** The two ways to reach an emulator: without a port, and over a real socket. */
type Reach = "in process" | "over a socket";

let running: RunningEmulator | null = null;

afterEach(async () => {
  await running?.close();
  running = null;
});

async function open(reach: Reach) {
  const time = createHeldSchedule();
  if (reach === "in process") {
    const { emulator, control, request } = openShop({ schedule: time.schedule });
    return { time, control, create: (signal?: AbortSignal) => emulator.fetch(create(request, signal)) };
  }
  running = await startEmulator({ port: 0, schedule: time.schedule });
  const { control, url } = running;
  const { request } = createCaller({ fetch, clock: Date.now, origin: url });
  return { time, control, create: (signal?: AbortSignal) => fetch(create(request, signal)) };
}

function create(request: ReturnType<typeof createCaller>["request"], signal?: AbortSignal): Request {
  const original = request("POST", "/v2/codes", codeRequest("order-1"));
  return signal ? new Request(original, { signal }) : original;
}

describe.each<Reach>(["in process", "over a socket"])("a fault %s", (reach) => {
  test.each<["reset_before" | "reset_after", number]>([
    ["reset_before", 0],
    ["reset_after", 1],
  ])("%s ends the call without an answer; codes made: %i", async (kind, codes) => {
    const { control, create } = await open(reach);
    control.faults.add({ kind, times: 1 });
    await expect(create()).rejects.toThrow();
    expect(control.ledger().codes).toHaveLength(codes);
    expect(control.calls.list()).toMatchObject([{ status: null, fault: kind, merchantPaymentId: "order-1" }]);
    expect((await create()).status).toBe(201);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("hang never answers and ends with the caller; after the effect: %s", async (after, codes) => {
    const { control, create } = await open(reach);
    control.faults.add({ kind: "hang", after, times: 1 });
    const leave = new AbortController();
    const answer = create(leave.signal);
    const silent = Symbol("no answer yet");
    expect(await Promise.race([answer, aMoment(silent)])).toBe(silent);
    leave.abort();
    await expect(answer).rejects.toThrow();
    expect(control.ledger().codes).toHaveLength(codes);
    expect(control.calls.list()).toMatchObject([{ status: null, fault: "hang" }]);
  });

  test("half_body sends the head and half of the body, after the effect", async () => {
    const { control, create } = await open(reach);
    control.faults.add({ kind: "half_body", times: 1 });
    const response = await create();
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow();
    expect(control.ledger().codes).toHaveLength(1);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("html_502 answers what is not JSON; after the effect: %s", async (after, codes) => {
    const { control, create } = await open(reach);
    control.faults.add({ kind: "html_502", after, times: 1 });
    const response = await create();
    expect([response.status, response.headers.get("content-type")]).toEqual([502, "text/html"]);
    expect(await response.text()).toContain("502 Bad Gateway");
    expect(control.ledger().codes).toHaveLength(codes);
  });

  test("status answers the given status, headers and body", async () => {
    const { control, create } = await open(reach);
    const body = { resultInfo: { code: "MAINTENANCE_MODE", message: "", codeId: "08100999" }, data: null };
    control.faults.add({ kind: "status", status: 503, body, headers: { "retry-after": "7" }, times: 1 });
    const response = await create();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "7"]);
    expect(await response.json()).toEqual(body);
  });

  test("rate_limit answers PayPay's 429, as often as told", async () => {
    const { control, create } = await open(reach);
    control.faults.add({ kind: "rate_limit", times: 2 });
    const statuses = [(await create()).status, (await create()).status, (await create()).status];
    expect(statuses).toEqual([429, 429, 201]);
  });

  test("delay answers late, and the effect waits too", async () => {
    const { control, create, time } = await open(reach);
    control.faults.add({ kind: "delay", milliseconds: 700, times: 1 });
    const answer = create();
    await time.reached(700);
    expect(control.ledger().codes).toHaveLength(0);
    await time.pass(700);
    expect((await answer).status).toBe(201);
  });

  test("delay after the effect keeps only the answer back", async () => {
    const { control, create, time } = await open(reach);
    control.faults.add({ kind: "delay", milliseconds: 700, after: true, times: 1 });
    const answer = create();
    await time.reached(700);
    expect(control.ledger().codes).toHaveLength(1);
    await time.pass(700);
    expect((await answer).status).toBe(201);
  });
});

test.each<[FaultInput["match"], number]>([
  [{}, 429],
  [{ method: "post" }, 429],
  [{ method: "GET" }, 201],
  [{ path: "/v2/codes" }, 429],
  [{ path: "/v2/payments" }, 201],
  [{ path: "/v*/codes" }, 429],
  [{ path: "/v2/codes/payments/*" }, 201],
  [{ path: "/v2/c.des*" }, 201],
])("a fault that matches %o makes creating a code answer %i", async (match, status) => {
  const { control, createCode } = openShop();
  control.faults.add({ kind: "rate_limit", ...(match ? { match } : {}) });
  expect((await createCode("order-1")).status).toBe(status);
});

test("a reset on the wire is a reset for the other side's kernel", async () => {
  const { control, create } = await open("over a socket");
  control.faults.add({ kind: "reset_before" });
  const error = await create().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ cause: { code: "ECONNRESET" } });
});

/** Long enough for an answer to arrive if there were one: several turns of the event loop. */
async function aMoment<T>(value: T): Promise<T> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
  return value;
}
