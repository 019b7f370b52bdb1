import { createKaikei, type Kaikei } from "@kaikei/server";
import { paypay } from "@kaikei/server/paypay";
import { openShopDatabase, shopDatabase } from "../shop/database.ts";
import { markHeld, markPaid, markReleased } from "../shop/order-store.ts";
import { payableOrder } from "../shop/payable-order.ts";
import { givePointsBack } from "../shop/points.ts";
import { customerOf } from "../shop/session.ts";

// Next loads this file once for the routes and once for instrumentation.ts; together they are one Kaikei, so that its
// end at a signal is the end of the routes' streams too. In development each change of this file counts at once.
const shared: typeof globalThis & { kaikei?: Kaikei } = globalThis;

export const kaikei: Kaikei =
  shared.kaikei ??
  createKaikei({
    providers: [paypay()],
    database: openShopDatabase,
    resolveOrder: payableOrder,
    identifyCustomer: ({ request }) => {
      const id = customerOf(request);
      return id === null ? null : { id };
    },
    accounts: {
      scopes: [
        "direct_debit",
        "preauth_capture_native",
        "continuous_payments",
        "pending_payments",
        "cashback",
        "user_profile",
      ],
    },
    // The shop's orders live in the same database, so an order is marked exactly once, whatever crashes.
    onPaid: async ({ payment, once }) => {
      await givePointsBack({ db: await shopDatabase(), kaikei }, payment);
      await once((tx) => markPaid(tx, payment.order, payment.paidAt ?? new Date()));
    },
    onAuthorized: ({ payment, once }) => once((tx) => markHeld(tx, payment.order)),
    onCanceled: ({ payment, once }) => once((tx) => markReleased(tx, payment.order)),
    onExpired: ({ payment, once }) => once((tx) => markReleased(tx, payment.order)),
  });

if (process.env.NODE_ENV === "production") shared.kaikei = kaikei;
