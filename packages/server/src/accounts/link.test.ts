import { describe, expect, it } from "vitest";
import { identifyByCookie, openBrowser } from "../testing/browser.ts";
import { useShop } from "../testing/use-shop.ts";

const minuteMs = 60_000;

describe("linking an account", () => {
  const use = useShop("postgres", { kaikei: { identifyCustomer: identifyByCookie } });
  const agree = (url: string, customer = "hanako") =>
    use.shop.emulator.control.link({ url, customer, answer: "accept" }).returnTo;
  const links = async (customer: string) => use.shop.kaikei.accounts.get({ customer });

  it("in the browser that began: she agrees at PayPay's, comes back to where she was, and is linked", async () => {
    const browser = openBrowser(use.shop, "mune");
    expect(await browser.account()).toMatchObject({ status: "not_linked", confirmation: null });
    const { url, expiresAt, serverTime } = await browser.begin("/checkout/cake?step=2#pay");
    expect(expiresAt).toBe(use.shop.now().getTime() + 15 * minuteMs);
    expect(serverTime).toBe(use.shop.now().getTime());
    const arrival = await browser.comeBack(agree(url));
    expect(arrival.address).toBe("/checkout/cake?step=2&kaikei_account=linked#pay");
    await use.shop.idle();
    const linked = await browser.account();
    expect(linked).toMatchObject({ status: "linked", maskedPhone: expect.stringMatching(/^\*+\d{4}$/) });
    // A moment later PayPay was asked until when.
    expect(linked.expiresAt).toBe(use.shop.now().getTime() + 365 * 24 * 60 * minuteMs);
    expect(await links("mune")).toMatchObject({ scopes: ["direct_debit"], customer: "mune" });
  });

  it("on her phone, which is signed in too: she confirms there that the account is hers", async () => {
    const [desktop, phone] = [openBrowser(use.shop, "mune"), openBrowser(use.shop, "mune")];
    const { url, attempt } = await desktop.begin();
    expect(await phone.comeBack(agree(url))).toMatchObject({ outcome: "confirm", attempt });
    expect(await phone.account()).toMatchObject({
      status: "not_linked",
      confirmation: { attempt, maskedPhone: expect.stringMatching(/^\*+\d{4}$/) },
    });
    expect(await phone.confirm(attempt)).toMatchObject({ status: "linked", confirmation: null });
    expect(await desktop.account()).toMatchObject({ status: "linked" });
    await expect(phone.confirm(attempt)).rejects.toMatchObject({ code: "link_attempt_invalid", status: 410 });
  });

  it("on her phone, where she is not signed in: she signs in there, and confirms", async () => {
    const [desktop, phone] = [openBrowser(use.shop, "mune"), openBrowser(use.shop)];
    const { url, attempt } = await desktop.begin("/account");
    expect(await phone.comeBack(agree(url))).toMatchObject({
      address: `/account?kaikei_account=stranger&kaikei_attempt=${attempt}`,
    });
    expect(await phone.account()).toMatchObject({ status: "signed_out", confirmation: null });
    await expect(phone.confirm(attempt)).rejects.toMatchObject({ code: "customer_unknown", status: 401 });
    phone.signIn("mune");
    expect(await phone.account()).toMatchObject({ confirmation: { attempt } });
    expect(await phone.confirm(attempt)).toMatchObject({ status: "linked" });
  });

  it("and signing out on the way: nothing is linked until she has signed in again and confirmed", async () => {
    const browser = openBrowser(use.shop, "mune");
    const { url, attempt } = await browser.begin();
    browser.signIn(null);
    expect(await browser.comeBack(agree(url))).toMatchObject({ outcome: "stranger" });
    expect(await links("mune")).toBeNull();
    browser.signIn("mune");
    expect(await browser.confirm(attempt)).toMatchObject({ status: "linked" });
  });

  it("declined at PayPay's: the attempt is over, and nothing is linked", async () => {
    const browser = openBrowser(use.shop, "mune");
    const { url } = await browser.begin();
    const { returnTo } = use.shop.emulator.control.link({ url, customer: "hanako", answer: "decline" });
    expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "declined" });
    expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "used" });
    expect(await browser.account()).toMatchObject({ status: "not_linked" });
  });

  it("that PayPay does not carry out fails, and a new attempt may follow", async () => {
    const browser = openBrowser(use.shop, "mune");
    const { url } = await browser.begin();
    const { returnTo } = use.shop.emulator.control.link({ url, customer: "hanako", answer: "bad_request" });
    expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "failed" });
    const again = await browser.begin();
    expect(await browser.comeBack(agree(again.url))).toMatchObject({ outcome: "linked" });
  });

  it("takes a quarter of an hour at most", async () => {
    const browser = openBrowser(use.shop, "mune");
    const { url } = await browser.begin();
    const returnTo = agree(url);
    use.shop.pass(16 * minuteMs);
    expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "expired" });
    expect(await links("mune")).toBeNull();
  });

  it("again with the same account goes on with the same link, and with another one ends the first at PayPay too", async () => {
    const browser = openBrowser(use.shop, "mune");
    await browser.comeBack(agree((await browser.begin()).url));
    const first = await links("mune");
    use.shop.pass(30 * 24 * 60 * minuteMs);
    await browser.comeBack(agree((await browser.begin()).url));
    const again = await links("mune");
    expect(again?.id).toBe(first?.id);
    await browser.comeBack(agree((await browser.begin()).url, "taro"));
    const other = await links("mune");
    expect(other).toMatchObject({ status: "active" });
    expect(other?.maskedPhone).not.toBe(first?.maskedPhone);
    for (let pass = 0; pass < 3; pass += 1) await use.shop.reconcileAfter(5000);
    const states = use.shop.emulator.control
      .authorizations()
      .map(({ customerId, status }) => [customerId, status]);
    expect(states).toEqual([
      ["hanako", "INACTIVE"],
      ["taro", "ACTIVE"],
    ]);
  });

  it("and a session whose answer is lost costs nothing: she begins again", async () => {
    const browser = openBrowser(use.shop, "mune");
    use.shop.emulator.control.faults.add({ kind: "reset_after", times: 1 });
    await expect(browser.begin()).rejects.toMatchObject({ code: "provider_unreachable", status: 503 });
    expect(await browser.comeBack(agree((await browser.begin()).url))).toMatchObject({ outcome: "linked" });
  });

  it("is for customers of the shop only, and from the shop's own pages", async () => {
    const stranger = openBrowser(use.shop);
    await expect(stranger.begin()).rejects.toMatchObject({ code: "customer_unknown" });
    await expect(stranger.unlink()).rejects.toMatchObject({ code: "customer_unknown" });
    const browser = openBrowser(use.shop, "mune");
    for (const [path, method] of [
      ["link", "POST"],
      ["confirm", "POST"],
      ["", "DELETE"],
    ] as const) {
      const response = await browser.request(`/api/kaikei/account${path && `/${path}`}`, {
        method,
        headers: { "sec-fetch-site": "cross-site" },
        ...(method === "POST" && { body: "{}" }),
      });
      expect(response.status, path).toBe(403);
    }
    expect(use.shop.calls()).toEqual([]);
  });

  it("by the shop's own server gives it the address, and the cookie to pass on", async () => {
    const request = new Request("http://localhost:3000/account", {
      headers: { cookie: "shop_customer=mune" },
    });
    const begun = await use.shop.kaikei.accounts.begin({
      request,
      returnTo: "/account",
      scopes: ["direct_debit", "cashback"],
    });
    expect(begun.cookie).toMatch(
      /^kaikei-link=.*; Path=\/api\/kaikei\/account; Max-Age=900; HttpOnly; SameSite=Lax$/,
    );
    const browser = openBrowser(use.shop, "mune");
    expect(await browser.comeBack(agree(begun.url))).toMatchObject({ outcome: "confirm" });
    await browser.confirm(begun.attempt);
    expect(await links("mune")).toMatchObject({ scopes: ["direct_debit", "cashback"] });
  });
});
