import { expect, test } from "vitest";
import { demoEnvironment } from "./demo-environment.ts";

const ports = { shopPort: 3000, emulatorPort: 4010, databaseFolder: "/checkout/apps/demo/.kaikei/database" };

test("with nothing set, the shop talks to the emulator of this machine", () => {
  const demo = demoEnvironment({ ...ports, environment: {} });
  expect(demo.shopUrl).toBe("http://localhost:3000");
  expect(demo.emulatorUrl).toBe("http://127.0.0.1:4010");
  expect(demo.webhookUrl).toBe("http://127.0.0.1:3000/api/kaikei/notifications/paypay");
  expect(demo.variables).toMatchObject({
    PORT: "3000",
    KAIKEI_PUBLIC_URL: "http://localhost:3000",
    PAYPAY_ENVIRONMENT: "emulator",
    PAYPAY_EMULATOR_URL: "http://127.0.0.1:4010",
    DATABASE_URL: "/checkout/apps/demo/.kaikei/database",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});

test.each(["sandbox", "production"])(
  "with %s set, there is no emulator and nothing is overwritten",
  (name) => {
    const environment = {
      PAYPAY_ENVIRONMENT: name,
      KAIKEI_PUBLIC_URL: "https://cakes.example",
      DATABASE_URL: "postgres://db.example/cakes",
    };
    const demo = demoEnvironment({ ...ports, environment });
    expect(demo.emulatorUrl).toBeNull();
    expect(demo.variables).toMatchObject(environment);
    expect(demo.variables).not.toHaveProperty("PAYPAY_EMULATOR_URL");
  },
);
