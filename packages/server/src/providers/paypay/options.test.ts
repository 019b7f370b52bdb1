import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPayPayClient } from "./client.ts";
import { paypay } from "./index.ts";
import { checkSettings, resolveOptions, trialMerchant } from "./options.ts";

const own = {
  apiKey: "a_own",
  apiSecret: "b3duLXNlY3JldC1jYW5hcnktMDEyMzQ1Njc4OTAxMjM=",
  merchantId: "123456789",
};

beforeEach(() => {
  for (const name of ["ENVIRONMENT", "API_KEY", "API_SECRET", "MERCHANT_ID", "EMULATOR_URL"]) {
    vi.stubEnv(`PAYPAY_${name}`, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toMatchObject({ name: "KaikeiError", code: "configuration" });
    return String(error);
  }
  throw new Error("nothing was thrown");
}

test("without variables, paypay() throws nothing until it is called", () => {
  const provider = paypay();
  expect(messageOf(provider)).toContain("PAYPAY_ENVIRONMENT");
});

test.each([
  ["PAYPAY_API_KEY", { apiSecret: own.apiSecret, merchantId: own.merchantId }],
  ["PAYPAY_API_SECRET", { apiKey: own.apiKey, merchantId: own.merchantId }],
  ["PAYPAY_MERCHANT_ID", { apiKey: own.apiKey, apiSecret: own.apiSecret }],
])("a missing %s is an error that names it, in sandbox and production", (variable, rest) => {
  for (const environment of ["sandbox", "production"] as const) {
    expect(messageOf(() => resolveOptions({ environment, ...rest }))).toContain(`${variable} `);
  }
});

test("an environment that PayPay has not is an error", () => {
  vi.stubEnv("PAYPAY_ENVIRONMENT", "live");
  expect(messageOf(paypay())).toContain("must be emulator, sandbox or production");
});

test("NODE_ENV decides nothing", () => {
  vi.stubEnv("NODE_ENV", "production");
  vi.stubEnv("PAYPAY_ENVIRONMENT", "emulator");
  expect(paypay()().environment).toBe("emulator");
});

test("the variables are read, and options win over them", () => {
  vi.stubEnv("PAYPAY_ENVIRONMENT", "sandbox");
  vi.stubEnv("PAYPAY_API_KEY", own.apiKey);
  vi.stubEnv("PAYPAY_API_SECRET", own.apiSecret);
  vi.stubEnv("PAYPAY_MERCHANT_ID", "1");
  const { merchantId: _merchantId, ...pair } = own;
  expect(resolveOptions({})).toMatchObject({ keys: [pair], environment: "sandbox", merchantId: "1" });
  expect(paypay({ merchantId: "2" })()).toMatchObject({
    merchant: "2",
    environment: "sandbox",
    name: "paypay",
  });
});

test.each([
  ["sandbox", "https://apigw.sandbox.paypay.ne.jp"],
  ["staging", "https://apigw.stg.paypay.ne.jp"],
  ["perf", "https://perf-apigw.paypay.ne.jp"],
  ["production", "https://apigw.paypay.ne.jp"],
] as const)("%s calls %s, whatever the emulator's address says", (environment, origin) => {
  vi.stubEnv("PAYPAY_EMULATOR_URL", "http://127.0.0.1:9");
  expect(resolveOptions({ ...own, environment }).origin).toBe(origin);
});

test("the emulator needs nothing but its name", () => {
  const { merchantId, ...pair } = trialMerchant;
  expect(resolveOptions({ environment: "emulator" })).toMatchObject({
    merchantId,
    keys: [pair],
    origin: "http://127.0.0.1:4010",
  });
});

test("the emulator's address is taken from its variable, down to the call", async () => {
  vi.stubEnv("PAYPAY_EMULATOR_URL", "http://localhost:4999/");
  const origins: string[] = [];
  const client = createPayPayClient({
    ...resolveOptions({ environment: "emulator" }),
    transport: async ({ origin }) => {
      origins.push(origin);
      return { kind: "not_sent", cause: "connection" };
    },
  });
  await client.codes.payment({ merchantPaymentId: "a" });
  expect(origins).toEqual(["http://localhost:4999"]);
});

test.each(["http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:4010", "https://localhost:4010"])(
  "%s may be the emulator",
  (emulatorUrl) => {
    expect(checkSettings({ ...own, environment: "emulator", emulatorUrl }).origin).toBe(emulatorUrl);
  },
);

test.each([
  "http://192.168.0.1:4010",
  "http://0.0.0.0:4010",
  "http://[::]:4010",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://127.0.0.1@evil.example",
  "http://user@127.0.0.1:4010",
  "http://127.0.0.1:4010/path",
  "file:///tmp",
  "4010",
])("%s may not", (emulatorUrl) => {
  expect(messageOf(() => checkSettings({ ...own, environment: "emulator", emulatorUrl }))).toContain(
    "PAYPAY_EMULATOR_URL",
  );
});

test.each(["apiKey", "apiSecret", "merchantId"] as const)(
  "the trial %s is refused in sandbox and production, and the error does not repeat it",
  (name) => {
    for (const environment of ["sandbox", "production"] as const) {
      const message = messageOf(() => checkSettings({ ...own, environment, [name]: trialMerchant[name] }));
      expect(message).toContain("trial");
      expect(message).not.toContain(trialMerchant[name]);
    }
  },
);

test.each([
  ["apiKey", "a_key\r\nX-Evil: 1"],
  ["apiKey", "a:key"],
  ["apiKey", "a key"],
  ["apiKey", "a_ключ"],
  ["apiKey", ""],
  ["apiSecret", "tiny"],
  ["apiSecret", `${own.apiSecret}\n`],
  ["merchantId", "1\n2"],
  ["merchantId", "1\u0000"],
])("%s %j is refused at start-up, and the error does not repeat it", (name, value) => {
  const message = messageOf(() => checkSettings({ ...own, environment: "sandbox", [name]: value }));
  expect(message).toMatch(/PAYPAY_(API_KEY|API_SECRET|MERCHANT_ID) /);
  if (value !== "") expect(message).not.toContain(value);
  expect(message).not.toContain(own.apiSecret);
});

test("while keys are rotated, the variables hold several, separated by commas", () => {
  vi.stubEnv("PAYPAY_API_KEY", "a_new, a_old");
  vi.stubEnv("PAYPAY_API_SECRET", `${own.apiSecret}NEW,${own.apiSecret}OLD`);
  const { keys } = resolveOptions({ environment: "sandbox", merchantId: "1" });
  expect(keys).toEqual([
    { apiKey: "a_new", apiSecret: `${own.apiSecret}NEW` },
    { apiKey: "a_old", apiSecret: `${own.apiSecret}OLD` },
  ]);
});

test("a key without its secret is refused at start-up, by how many there are and not by what they are", () => {
  vi.stubEnv("PAYPAY_API_KEY", "a_new,a_old");
  vi.stubEnv("PAYPAY_API_SECRET", own.apiSecret);
  const message = messageOf(() => resolveOptions({ environment: "sandbox", merchantId: "1" }));
  expect(message).toContain("PAYPAY_API_KEY holds 2 and PAYPAY_API_SECRET 1");
  expect(message).not.toMatch(/a_new|a_old|b3du/);
});

test("each pair of several is checked, and the trial pair is refused among them", () => {
  const { merchantId, ...pair } = own;
  const check = (second: { apiKey: string; apiSecret: string }) =>
    messageOf(() => checkSettings({ environment: "production", merchantId, keys: [pair, second] }));
  expect(check({ ...pair, apiSecret: "tiny" })).toContain("PAYPAY_API_SECRET ");
  expect(check(trialMerchant)).toContain("trial");
  expect(messageOf(() => checkSettings({ environment: "production", merchantId, keys: [] }))).toContain(
    "keys",
  );
});
