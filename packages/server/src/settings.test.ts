import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkSecret, readSecrets, trialSecret } from "./secret.ts";
import { readSettings, type SettingsInput } from "./settings.ts";

const complete: SettingsInput = {
  database: "postgres://localhost/shop",
  secret: "a-secret-of-32-characters-or-more",
  publicUrl: "https://shop.example",
};
const read = (input: SettingsInput, environment = "production", ownDatabase = false) =>
  readSettings(input, { environments: [environment], ownDatabase });

beforeEach(() => {
  for (const name of ["KAIKEI_SECRET", "KAIKEI_CRON_SECRET", "KAIKEI_PUBLIC_URL", "DATABASE_URL"])
    vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

describe("a trial can never be mistaken for production", () => {
  const { secret: _, ...withoutSecret } = complete;
  const { publicUrl: __, ...withoutUrl } = complete;

  it.each<[string, SettingsInput, RegExp]>([
    ["a missing secret", withoutSecret, /KAIKEI_SECRET.*allowInProduction: \["generated_secret"\]/],
    ["the embedded database", { ...complete, database: "./data" }, /DATABASE_URL.*\["embedded_database"\]/],
    ["http", { ...complete, publicUrl: "http://shop.example" }, /KAIKEI_PUBLIC_URL.*\["http"\]/],
    ["a missing public address", withoutUrl, /KAIKEI_PUBLIC_URL is not set/],
    ["a short secret", { ...complete, secret: "short" }, /KAIKEI_SECRET has 5 characters/],
    [
      "an address with a query",
      { ...complete, publicUrl: "https://shop.example/?a=1" },
      /KAIKEI_PUBLIC_URL must be/,
    ],
    ["an address that is none", { ...complete, publicUrl: "shop.example" }, /KAIKEI_PUBLIC_URL must be/],
  ])("with production, %s is refused by name", (_name, input, message) => {
    expect(() => read(input)).toThrow(message);
  });

  it("what is allowed by name is taken, and only that", () => {
    const habits = { ...withoutSecret, database: "./data" };
    expect(() => read({ ...habits, allowInProduction: ["generated_secret"] })).toThrow(/embedded_database/);
    expect(read({ ...habits, allowInProduction: ["generated_secret", "embedded_database"] })).toMatchObject({
      secrets: null,
    });
  });

  it("with the emulator nothing need be set", () => {
    expect(read({}, "emulator")).toEqual({
      database: ".kaikei/database",
      secrets: null,
      cronSecret: null,
      publicUrl: new URL("http://localhost:3000"),
    });
  });

  it("options win over variables, and variables over defaults", () => {
    vi.stubEnv("KAIKEI_PUBLIC_URL", "https://by-variable.example");
    vi.stubEnv("DATABASE_URL", "postgres://by-variable/shop");
    expect(read({ secret: "a-secret-of-32-characters-or-more" })).toMatchObject({
      database: "postgres://by-variable/shop",
      publicUrl: new URL("https://by-variable.example"),
    });
    expect(read(complete).publicUrl.host).toBe("shop.example");
  });

  it("a message never holds the secret", () => {
    expect(() => checkSecret("hush-hush")).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("hush") }),
    );
  });
});

it("a trial's secret is made once, kept for its owner alone, and found again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaikei-secret-"));
  const secret = trialSecret(join(folder, "database"));
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(trialSecret(join(folder, "database"))).toBe(secret);
  expect((await stat(join(folder, "database", "secret"))).mode & 0o777).toBe(0o600);
  await rm(folder, { recursive: true });
});

it("several secrets are read from one variable or from a list, and each must be long enough", () => {
  const [first, second] = ["a".repeat(32), "b".repeat(40)];
  expect(readSecrets(`${first}, ${second}`)).toEqual([first, second]);
  expect(readSecrets([first, second])).toEqual([first, second]);
  expect(() => readSecrets(`${first},short`)).toThrow(/KAIKEI_SECRET has 5 characters/);
  expect(() => readSecrets([])).toThrow(/KAIKEI_SECRET has 0 characters/);
});
