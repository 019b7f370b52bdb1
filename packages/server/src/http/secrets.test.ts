import { describe, expect, it } from "vitest";
import { accountLinks, linkAttempts } from "../store/schema.ts";
import { identifyByCookie, openBrowser } from "../testing/browser.ts";
import { claimsOf } from "../testing/sign-token.ts";
import { useShop } from "../testing/use-shop.ts";

const apiSecret = "canary-paypay-secret-0123456789abcdef";
const secret = "canary-kaikei-secret-0123456789abcdef";
/** Base64 text, as tokens of account links need it. */
const linkSecret = "canaryPayPaySecret0123456789abcdefghijklmnop";
const merchant = { merchantId: "42", name: "Canary", apiKey: "a_canary", apiSecret };

describe("secrets", () => {
  const use = useShop("postgres", {
    emulator: { merchants: [merchant] },
    paypay: { ...merchant, timeouts: { "codes.create": 600, "codes.payment": 600, "codes.delete": 600 } },
    kaikei: { secret },
  });

  it("are in no answer and no log line, whatever fails", async () => {
    const { shop } = use;
    const answers: string[] = [];
    const keep = async (response: Response) => {
      answers.push(JSON.stringify([...response.headers]) + (await response.clone().text()));
      return response;
    };
    const kinds = ["reset_before", "reset_after", "html_502", "half_body", "rate_limit", "hang"] as const;
    for (const kind of kinds) {
      shop.emulator.control.faults.add({ kind, times: 3 });
      await keep(await shop.request("/payments", { method: "POST", body: '{"order":"cake"}' }));
      await keep(await shop.request("/payments", { method: "POST", body: '{"order":"moon","amount":1}' }));
      await keep(await shop.request("/payments/pay_1", { token: "x" }));
      await shop.reconcileAfter(50_000);
    }
    shop.emulator.control.faults.clear();
    for (let pass = 0; pass < 2; pass += 1) await shop.reconcileAfter(600_000);
    const wrong = shop.another({
      providers: [shop.providerAt(shop.emulator.url, { apiSecret: `${apiSecret}-wrong` })],
    });
    await wrong.reconcileAfter(300_000);
    const written = [...answers, ...shop.log, ...wrong.log].join("\n");
    expect(written).toContain("rate_limited");
    expect(written).toContain("provider.call");
    expect(written).toContain("payment.transition");
    expect(written).not.toContain("canary-");
  });
});

describe("what an account is charged with", () => {
  const linking = { ...merchant, apiSecret: linkSecret };
  const use = useShop("postgres", {
    emulator: { merchants: [linking] },
    paypay: {
      ...linking,
      timeouts: { "accountLink.createSession": 600, "users.authorization": 600, "users.unlink": 600 },
    },
    kaikei: { secret, identifyCustomer: identifyByCookie },
  });

  it("and the nonce that it was asked for with are in no answer, no address, no log line and no error, whatever fails", async () => {
    const { shop } = use;
    const { control } = shop.emulator;
    const answers: string[] = [];
    const browser = openBrowser(shop, "mune");
    const phone = openBrowser(shop);
    const keep = async (work: Promise<unknown>) => {
      const answer: unknown = await work.catch((error: unknown) => error);
      const said = answer instanceof Error ? [answer.message, answer.stack] : answer;
      answers.push(JSON.stringify(said));
    };
    const nonces: string[] = [];
    const kinds = ["reset_before", "reset_after", "html_502", "half_body", "hang"] as const;
    for (const kind of kinds) {
      control.faults.add({ kind, times: 1 });
      await keep(browser.begin());
      shop.pass(100_000);
      const { url, attempt } = await browser.begin();
      const { returnTo } = control.link({ url, customer: "hanako", answer: "accept" });
      const token = new URL(returnTo).searchParams.get("responseToken") ?? "";
      nonces.push(String(claimsOf(token).nonce), token.split(".")[2] ?? "");
      for (const visitor of [phone, openBrowser(shop, "sora"), openBrowser(shop, "mune"), browser, browser]) {
        const arrival = await visitor.comeBack(returnTo);
        answers.push(arrival.address, JSON.stringify([...arrival.headers]));
      }
      await keep(browser.account());
      await keep(browser.confirm(attempt));
      for (const fault of kinds) control.faults.add({ kind: fault, times: 1 });
      await keep(browser.unlink());
      for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(600_000);
      control.faults.clear();
    }
    await keep(shop.kaikei.accounts.get({ customer: "mune" }));
    const written = [...answers, ...shop.log].join("\n");
    expect(written).toContain("account.linked");
    expect(written).toContain("users.unlink");
    const authorizations = control.authorizations().map(({ userAuthorizationId }) => userAuthorizationId);
    expect(authorizations.length).toBeGreaterThan(0);
    for (const value of [...authorizations, ...nonces, "canary"]) expect(written).not.toContain(value);
    const tables = JSON.stringify([
      await use.database.db.select().from(accountLinks),
      await use.database.db.select().from(linkAttempts),
    ]);
    for (const value of [...authorizations, ...nonces, "canary"]) expect(tables).not.toContain(value);
  });
});
