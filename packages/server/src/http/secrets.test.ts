import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const apiSecret = "canary-paypay-secret-0123456789abcdef";
const secret = "canary-kaikei-secret-0123456789abcdef";
const merchant = { merchantId: "42", name: "Canary", apiKey: "a_canary", apiSecret };

describe("secrets", () => {
  const use = useShop("pglite", {
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
