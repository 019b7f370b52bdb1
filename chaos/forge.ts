import { randomUUID } from "node:crypto";

const states = ["COMPLETED", "AUTHORIZED", "COMPLETED", "EXPIRED", "CANCELED", "FAILED"] as const;

/** Tells one of the servers that these payments are paid or ended, as anybody can who knows its address; and of made-up ones. */
export async function forge(
  payments: readonly string[],
  { sender, forged }: { sender: (path: string, init: RequestInit) => Promise<Response>; forged: string[] },
): Promise<void> {
  for (const payment of [...payments, `pay_${randomUUID().replaceAll("-", "")}`]) {
    forged.push(payment);
    const body = {
      notification_type: "Transaction",
      state: states[forged.length % states.length],
      merchant_order_id: payment,
      order_id: String(forged.length).padStart(20, "9"),
      order_amount: "1",
    };
    try {
      const response = await sender("/api/kaikei/notifications/paypay", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      });
      await response.body?.cancel();
    } catch {
      // That server is dead; a forger does not insist.
    }
  }
}
