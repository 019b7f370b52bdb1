import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { metrics, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addressOf } from "./testing/address-of.ts";
import { useShop } from "./testing/use-shop.ts";
import { grantSchema } from "./testing/wire-schemas.ts";

describe("an app with OpenTelemetry", () => {
  const use = useShop("postgres", { webhooks: false });
  const spans = new InMemorySpanExporter();
  let counts: InMemoryMetricExporter;
  let meters: MeterProvider;

  function register() {
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
    counts = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter: counts, exportIntervalMillis: 3_600_000 });
    meters = new MeterProvider({ readers: [reader] });
    metrics.setGlobalMeterProvider(meters);
  }
  beforeEach(() => spans.reset());
  afterEach(async () => {
    trace.disable();
    metrics.disable();
    await meters.shutdown();
  });

  async function counted() {
    await meters.forceFlush();
    const [last] = counts.getMetrics().slice(-1);
    const found = last?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return found.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, value })),
    );
  }

  async function payOnce() {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment;
  }

  it("sees a span and a count for each call and each transition", async () => {
    register();
    const payment = await payOnce();
    const seen = spans.getFinishedSpans();
    expect(seen.map(({ name }) => name)).toEqual([
      "paypay codes.create",
      "payment transition",
      "paypay codes.payment",
      "payment transition",
    ]);
    expect(seen[0]?.attributes).toMatchObject({
      "kaikei.outcome": "done",
      "http.response.status_code": 201,
      "kaikei.attempts": 1,
    });
    const [seconds = 0, nanoseconds = 0] = seen[0]?.duration ?? [];
    expect(seconds * 1000 + nanoseconds / 1e6).toBeGreaterThan(0);
    expect(seen[3]?.attributes).toMatchObject({
      "kaikei.payment": payment.id,
      "kaikei.from": "pending",
      "kaikei.to": "completed",
      "kaikei.age_ms": 5000,
    });
    const numbers = await counted();
    const labels = {
      "kaikei.provider": "paypay",
      "kaikei.endpoint": "codes.create",
      "kaikei.outcome": "done",
    };
    expect(numbers).toContainEqual({ name: "kaikei.provider.calls", attributes: labels, value: 1 });
    expect(numbers).toContainEqual({
      name: "kaikei.payment.transitions",
      attributes: { "kaikei.from": "pending", "kaikei.to": "completed", "kaikei.source": "provider" },
      value: 1,
    });
    expect(numbers.map(({ name }) => name)).toContain("kaikei.provider.call.duration");
  });

  it("that is set up after us is counted into all the same", async () => {
    await use.shop.kaikei.open();
    register();
    await payOnce();
    expect(spans.getFinishedSpans()).toHaveLength(4);
    expect((await counted()).map(({ name }) => name)).toContain("kaikei.provider.calls");
  });

  it("sees a call without an answer as an error, and what it was", async () => {
    register();
    use.shop.emulator.control.faults.add({ kind: "reset_after", times: 1 });
    await use.shop.start("cake");
    const [lost] = spans.getFinishedSpans();
    expect(lost?.attributes).toMatchObject({ "kaikei.outcome": "unknown", "kaikei.reason": "no_answer" });
    expect(lost?.status.code).toBe(2);
  });

  it("hears no secret, token, address of a code, browser, address or order of a shopper, nor does the log", async () => {
    register();
    const apiSecret = "canary-paypay-secret-0123456789abcdef";
    const shop = await use.open({
      emulator: { merchants: [{ merchantId: "42", name: "Canary", apiKey: "a_canary", apiSecret }] },
      paypay: { merchantId: "42", apiKey: "a_canary", apiSecret },
      kaikei: { secret: "canary-kaikei-secret-0123456789abcdef", trustedProxies: 1 },
      prices: new Map([["canary-order", 500]]),
    });
    const response = await shop.request("/payments", {
      method: "POST",
      body: '{"order":"canary-order"}',
      headers: { "user-agent": "canary-browser", "x-forwarded-for": "203.0.113.77" },
    });
    const { token, payment } = grantSchema.parse(await response.json());
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    shop.emulator.control.faults.add({ kind: "html_502", times: 1 });
    await shop.kaikei.payments.refund({ payment: payment.id, key: "canary-key", reason: "canary-reason" });
    const heard = spans.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes }));
    expect(heard.length).toBeGreaterThan(4);
    const all = [...shop.log, JSON.stringify(heard), JSON.stringify(await counted())].join("\n");
    expect(all).toContain("provider.call");
    for (const secret of ["canary", "203.0.113.77", token, addressOf(payment) ?? "no code", "paypay://"]) {
      expect(all).not.toContain(secret);
    }
  });
});

it("without @opentelemetry/api there is nothing, and nothing is said about it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikei-no-otel-"));
  try {
    await copyFile(new URL("open-telemetry.ts", import.meta.url), join(folder, "open-telemetry.ts"));
    await writeFile(join(folder, "logger.ts"), "export const describeError = String;");
    const script = `
      const { openTelemetry } = await import("./open-telemetry.ts");
      const said = [];
      const say = (entry, message) => said.push(message);
      const opened = await openTelemetry({ info: say, warn: say, error: say });
      console.log(JSON.stringify({ opened, said }));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--no-warnings", "--input-type=module", "-e", script],
      { cwd: folder },
    );
    expect(JSON.parse(stdout)).toEqual({ opened: null, said: [] });
  } finally {
    await rm(folder, { recursive: true });
  }
});
