import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { openShopDatabase } from "../shop/database.ts";
import { markPaid } from "../shop/order-store.ts";
import { payableOrder } from "../shop/payable-order.ts";

export const kaikei = createKaikei({
  providers: [paypay()],
  database: openShopDatabase,
  resolveOrder: payableOrder,
  // The shop's orders live in the same database, so an order is marked exactly once, whatever crashes.
  onPaid: ({ payment, once }) => once((tx) => markPaid(tx, payment.order, payment.paidAt ?? new Date())),
});
