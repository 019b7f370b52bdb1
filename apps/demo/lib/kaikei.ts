import { createKaikei, type Kaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { openShopDatabase } from "../shop/database.ts";
import { markPaid } from "../shop/order-store.ts";
import { payableOrder } from "../shop/payable-order.ts";

// Next loads this file once for the routes and once for instrumentation.ts; together they are one Kaikei, so that its
// end at a signal is the end of the routes' streams too. In development each change of this file counts at once.
const shared: typeof globalThis & { kaikei?: Kaikei } = globalThis;

export const kaikei =
  shared.kaikei ??
  createKaikei({
    providers: [paypay()],
    database: openShopDatabase,
    resolveOrder: payableOrder,
    // The shop's orders live in the same database, so an order is marked exactly once, whatever crashes.
    onPaid: ({ payment, once }) => once((tx) => markPaid(tx, payment.order, payment.paidAt ?? new Date())),
  });

if (process.env.NODE_ENV === "production") shared.kaikei = kaikei;
