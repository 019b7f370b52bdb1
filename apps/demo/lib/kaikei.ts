import { createKaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { openShopDatabase, shopDatabase } from "../shop/database.ts";
import { markPaid } from "../shop/order-store.ts";
import { payableOrder } from "../shop/payable-order.ts";

export const kaikei = createKaikei({
  providers: [paypay()],
  database: openShopDatabase,
  resolveOrder: payableOrder,
  onPaid: async ({ payment }) => {
    await markPaid(await shopDatabase(), payment.order, payment.paidAt ?? new Date());
  },
});
