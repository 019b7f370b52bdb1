import { trialMerchant } from "@kaikei/emulator";
import { describe, expect, it } from "vitest";
import { identifyByCookie, openBrowser } from "../testing/browser.ts";
import { claimsOf, signToken } from "../testing/sign-token.ts";
import { publicUrl } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

const { apiKey, apiSecret, merchantId } = trialMerchant;
const key = Buffer.from(apiSecret, "base64");
const none = Buffer.alloc(0);
const callback = `${publicUrl}/api/kaikei/account/callback`;

describe("account links", () => {
  const use = useShop("postgres", { webhooks: false, kaikei: { identifyCustomer: identifyByCookie } });
  const agree = (url: string, customer = "hanako") =>
    use.shop.emulator.control.link({ url, customer, answer: "accept" }).returnTo;
  const linkOf = (customer: string) => use.shop.kaikei.accounts.get({ customer });
  const tokenOf = (returnTo: string) => new URL(returnTo).searchParams.get("responseToken") ?? "";
  const invalid = { code: "link_attempt_invalid", status: 410 };

  describe("a made-up answer of PayPay's", () => {
    it("links nothing and uses nothing up, whatever it claims and however it is signed", async () => {
      const browser = openBrowser(use.shop, "mune");
      const { url } = await browser.begin("/account");
      const returnTo = agree(url);
      const genuine = tokenOf(returnTo);
      const claims = claimsOf(genuine);
      const { nonce, referenceId, userAuthorizationId, result, exp, aud, iss } = claims;
      const [header, payload, signature = ""] = genuine.split(".");
      const without = (name: string) =>
        Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
      const signed = (change: object) => signToken({ ...claims, ...change }, { key });
      const headed = (head: object, more: { key?: Buffer; hash?: string } = {}) =>
        signToken(claims, { header: { typ: "JWT", ...head }, key, ...more });
      const jwk = { kty: "oct", k: "YQ" };
      const forged: Record<string, string> = {
        "alg none": headed({ alg: "none" }),
        "alg none without a signature": `${headed({ alg: "none" }).split(".").slice(0, 2).join(".")}.`,
        "alg None": headed({ alg: "None" }, { key: none }),
        HS384: headed({ alg: "HS384" }, { hash: "sha384" }),
        HS512: headed({ alg: "HS512" }, { hash: "sha512" }),
        "RS256, signed as HS256": headed({ alg: "RS256" }),
        "no alg": headed({}),
        "another key": headed({ alg: "HS256" }, { key: Buffer.from("another key of thirty-two bytes!") }),
        "the secret as it is written": headed({ alg: "HS256" }, { key: Buffer.from(apiSecret) }),
        "an empty key": headed({ alg: "HS256" }, { key: none }),
        "a key id that is a path": headed({ alg: "HS256", kid: "/dev/null" }, { key: none }),
        "a key of its own": headed({ alg: "HS256", jwk }, { key: Buffer.from("a") }),
        "the address of a key": headed(
          { alg: "HS256", jku: "https://evil.example" },
          { key: Buffer.from("a") },
        ),
        "a critical extension": headed({ alg: "HS256", crit: ["exp2"], exp2: 1 }),
        "no signature": `${header}.${payload}.`,
        "a changed signature": `${header}.${payload}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
        "changed claims": `${header}.${Buffer.from(JSON.stringify({ ...claims, userAuthorizationId: "evil" })).toString("base64url")}.${signature}`,
        "two parts": `${header}.${payload}`,
        "five parts": `${genuine}.x.y`,
        "no token": "",
        "a long text": "a".repeat(100_000),
        "another audience": signed({ aud: "a_another_shop" }),
        "the merchant as its audience": signed({ aud: merchantId }),
        "several audiences": signed({ aud: [aud, "a_another_shop"] }),
        "no audience": signToken(without("aud"), { key }),
        "another issuer": signed({ iss: "paypay.example" }),
        "no issuer": signToken(without("iss"), { key }),
        "no end": signToken(without("exp"), { key }),
        "an end that is a text": signed({ exp: String(exp) }),
        "no nonce": signToken(without("nonce"), { key }),
        "another nonce": signed({ nonce: `${nonce}x` }),
        "a nonce that is a list": signed({ nonce: [nonce] }),
        "another reference": signed({ referenceId: `${referenceId}x` }),
        "no reference": signToken(without("referenceId"), { key }),
        "no result": signToken(without("result"), { key }),
        "agreed to nothing": signToken(without("userAuthorizationId"), { key }),
        "an authorization that is a list": signed({ userAuthorizationId: [userAuthorizationId] }),
      };
      expect({ result, iss, aud }).toEqual({ result: "succeeded", iss: "paypay.ne.jp", aud: apiKey });
      for (const [name, token] of Object.entries(forged)) {
        const arrival = await browser.comeBack(
          `${callback}?${new URLSearchParams({ apiKey, responseToken: token })}`,
        );
        expect(arrival.address, name).toBe("/account?kaikei_account=failed");
      }
      const late = signed({ exp: Math.floor(use.shop.now().getTime() / 1000) - 61 });
      expect(await browser.comeBack(`${callback}?responseToken=${late}`)).toMatchObject({
        outcome: "expired",
      });
      expect(await linkOf("mune")).toBeNull();
      expect(use.shop.log.join()).not.toContain(String(userAuthorizationId));
      expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "linked" });
    });

    it("given fifty times at once, to two processes, links once", async () => {
      const browser = openBrowser(use.shop, "mune");
      const { url } = await browser.begin();
      const { pathname, search } = new URL(agree(url));
      const [[name, cookie] = ["", { value: "" }]] = browser.cookies;
      const headers = { cookie: `shop_customer=mune; ${name}=${cookie.value}` };
      const processes = [use.shop, use.shop.another()];
      const path = pathname.slice("/api/kaikei".length) + search;
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, async (_, at) => {
          const response = await processes[at % 2]?.request(path, { headers });
          return new URL(response?.headers.get("location") ?? "").searchParams.get("kaikei_account");
        }),
      );
      expect(outcomes.filter((outcome) => outcome === "linked")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === "used")).toHaveLength(49);
      for (const each of processes) await each.idle();
    });

    it("leaves no token in the address, whatever happens: not even when the record cannot be reached", async () => {
      const browser = openBrowser(use.shop, "mune");
      const returnTo = agree((await browser.begin("/account")).url);
      const { pathname, search } = new URL(returnTo);
      const away = use.shop.another({
        database: () => {
          throw new Error("connection refused");
        },
      });
      const closed = await away.request(pathname.slice("/api/kaikei".length) + search);
      const confused = use.shop.another({
        identifyCustomer: () => {
          throw new Error("no session store");
        },
      });
      const failed = await confused.request(pathname.slice("/api/kaikei".length) + search);
      const good = await browser.comeBack(returnTo);
      for (const { status, headers } of [closed, failed, { status: 303, headers: good.headers }]) {
        expect(status).toBe(303);
        expect(headers.get("location")).not.toMatch(/responseToken|apiKey|eyJ/);
        expect(headers.get("referrer-policy")).toBe("no-referrer");
        expect(headers.get("cache-control")).toContain("no-store");
      }
      expect(good.outcome).toBe("linked");
      const logged = [...use.shop.log, ...away.log, ...confused.log].join();
      expect(logged).toContain("account.returned");
      expect(logged).not.toContain(tokenOf(returnTo).split(".")[2]);
    });
  });

  it("begun a hundred times at once by one customer cost ten calls, and others begin as before", async () => {
    const browsers = Array.from({ length: 100 }, () => openBrowser(use.shop, "mune"));
    const begun = await Promise.allSettled(browsers.map((browser) => browser.begin()));
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(use.shop.calls()).toHaveLength(10);
    await expect(openBrowser(use.shop, "mune").begin()).rejects.toMatchObject({ code: "too_many_attempts" });
    expect(await openBrowser(use.shop, "sora").begin()).toMatchObject({ url: expect.any(String) });
    use.shop.pass(15 * 60_000);
    expect(await openBrowser(use.shop, "mune").begin()).toMatchObject({ url: expect.any(String) });
  });

  describe("somebody else's link", () => {
    it("is completed by nobody but its own customer, in any browser, and stays hers to complete", async () => {
      const hers = openBrowser(use.shop, "mune");
      const { url, attempt } = await hers.begin("/account");
      const returnTo = agree(url);
      const his = openBrowser(use.shop, "sora");
      await his.begin("/checkout");
      expect(await his.comeBack(returnTo)).toMatchObject({ outcome: "wrong_customer", attempt: null });
      await expect(his.confirm(attempt)).rejects.toMatchObject(invalid);
      // Her own browser, in which somebody else has signed in meanwhile.
      hers.signIn("sora");
      expect(await hers.comeBack(returnTo)).toMatchObject({ outcome: "wrong_customer" });
      await expect(hers.confirm(attempt)).rejects.toMatchObject(invalid);
      expect(await openBrowser(use.shop).comeBack(returnTo)).toMatchObject({ outcome: "stranger" });
      expect([await linkOf("mune"), await linkOf("sora")]).toEqual([null, null]);
      hers.signIn("mune");
      expect(await hers.comeBack(returnTo)).toMatchObject({ outcome: "linked" });
      expect(await linkOf("sora")).toBeNull();
    });

    it("is confirmed by nobody else who signs in to the browser that came back", async () => {
      const { url, attempt } = await openBrowser(use.shop, "mune").begin();
      const phone = openBrowser(use.shop);
      expect(await phone.comeBack(agree(url))).toMatchObject({ outcome: "stranger" });
      phone.signIn("sora");
      expect(await phone.account()).toMatchObject({ status: "not_linked", confirmation: null });
      await expect(phone.confirm(attempt)).rejects.toMatchObject(invalid);
      phone.signIn("mune");
      expect(await phone.confirm(attempt)).toMatchObject({ status: "linked" });
      expect(await linkOf("sora")).toBeNull();
    });

    it("the victim's wallet never gets into the attacker's account: not by his link, nor by his session in her browser", async () => {
      const attacker = openBrowser(use.shop, "sora");
      const { url, attempt } = await attacker.begin();
      const returnTo = agree(url, "hanako");
      const refused = async (browser: typeof attacker) => {
        expect(await browser.account()).toMatchObject({ confirmation: null });
        await expect(browser.confirm(attempt)).rejects.toMatchObject(invalid);
      };
      // She agreed at PayPay's and comes back: signed in as herself, not signed in, or as him because he made her browser so.
      expect(await openBrowser(use.shop, "mune").comeBack(returnTo)).toMatchObject({
        outcome: "wrong_customer",
      });
      await refused(attacker);
      expect(await openBrowser(use.shop).comeBack(returnTo)).toMatchObject({ outcome: "stranger" });
      await refused(attacker);
      expect(await openBrowser(use.shop, "sora").comeBack(returnTo)).toMatchObject({ outcome: "confirm" });
      await refused(attacker);
      await refused(openBrowser(use.shop, "sora"));
      expect(await linkOf("sora")).toBeNull();
    });

    it("the attacker's wallet never gets into the victim's account by his own link", async () => {
      const attacker = openBrowser(use.shop, "sora");
      const returnTo = agree((await attacker.begin()).url, "taro");
      const victim = openBrowser(use.shop, "mune");
      await victim.begin();
      expect(await victim.comeBack(returnTo)).toMatchObject({ outcome: "wrong_customer" });
      expect(await victim.account()).toMatchObject({ status: "not_linked", confirmation: null });
    });

    it("a nonce is good for one answer: a second consent to the same attempt links nothing", async () => {
      const browser = openBrowser(use.shop, "mune");
      const returnTo = agree((await browser.begin()).url);
      await browser.comeBack(returnTo);
      const again = signToken({ ...claimsOf(tokenOf(returnTo)), userAuthorizationId: "another" }, { key });
      expect(await browser.comeBack(`${callback}?responseToken=${again}`)).toMatchObject({ outcome: "used" });
      await browser.unlink();
      expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "used" });
      expect(await linkOf("mune")).toMatchObject({ status: "ended" });
    });

    it("customers that two shops call the same are kept apart by merchant and environment", async () => {
      const browser = openBrowser(use.shop, "mune");
      await browser.comeBack(agree((await browser.begin()).url));
      await use.database.db.execute("update kaikei.account_links set merchant = 'another'");
      expect(await browser.account()).toMatchObject({ status: "not_linked" });
    });
  });

  describe("the page to come back to", () => {
    it.each([
      ...["//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example"],
      ...[
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\n/evil.example",
        " //evil.example",
        "https://evil.example",
      ],
      ...[
        "https:evil.example",
        "//localhost:3000@evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "",
      ],
      ...["account", "?x=//evil.example", "/%2f%2fevil.example", "/%5cevil.example", "/..//evil.example"],
      ...[
        "/.//evil.example",
        "/x/../..//evil.example",
        "/\u2028/evil.example",
        "//\u246fevil.example",
        "/;@evil.example",
      ],
    ])("a page to come back to, %j, never leads away from the shop", async (returnTo) => {
      const browser = openBrowser(use.shop, "mune");
      const begun = await browser.begin(returnTo).catch((error: { code?: string }) => error.code);
      if (begun === undefined || typeof begun === "string") {
        expect(begun).toBe("invalid_request");
        expect(use.shop.calls()).toEqual([]);
        return;
      }
      const { headers } = await browser.comeBack(agree(begun.url));
      expect(new URL(headers.get("location") ?? "").origin).toBe(publicUrl);
    });
  });

  describe("the cookie of a link", () => {
    it("is for the account's routes only, of no use to scripts, and sent over TLS only where there is TLS", async () => {
      const browser = openBrowser(use.shop, "mune");
      await browser.begin();
      expect([...browser.cookies]).toMatchObject([
        ["kaikei-link", { path: "/api/kaikei/account", flags: "HttpOnly; SameSite=Lax" }],
      ]);
      const secure = use.shop.another({ publicUrl: "https://shop.example" });
      const request = new Request("https://shop.example/account", {
        headers: { cookie: "shop_customer=mune" },
      });
      const { cookie } = await secure.kaikei.accounts.begin({ request, returnTo: "/account" });
      expect(cookie).toMatch(
        /^__Secure-kaikei-link=att_[\w-]+\.[\w-]{43}; Path=\/api\/kaikei\/account; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/,
      );
    });
  });
});
