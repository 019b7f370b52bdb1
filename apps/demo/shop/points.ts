import { type Kaikei, KaikeiError, type Payment } from "@kaikei/server";
import type { ShopDatabase } from "./database.ts";
import { countOtherPaidOrders, findOrder } from "./order-store.ts";

/** Of each hundred yen of the third order. */
const percent = 10;
const ordersBefore = 2;

/** Points back on a customer's third order. Told twice, it gives once: the key names the customer. */
export async function givePointsBack(
  { db, kaikei }: { db: ShopDatabase; kaikei: Kaikei },
  payment: Payment,
): Promise<void> {
  const order = await findOrder(db, payment.order);
  if (order?.customer == null) return;
  if ((await countOtherPaidOrders(db, order)) !== ordersBefore) return;
  const amount = Math.floor((payment.captured * percent) / 100);
  try {
    await kaikei.cashback.give({
      customer: order.customer,
      amount,
      key: `third-order-${order.customer}`,
      payment: payment.id,
      reason: "Thank you for your third order",
    });
  } catch (error) {
    // Points need somewhere to go: who has not linked a wallet gets none.
    const noWallet =
      error instanceof KaikeiError && (error.code === "account_not_linked" || error.code === "scope_missing");
    if (!noWallet) throw error;
  }
}
