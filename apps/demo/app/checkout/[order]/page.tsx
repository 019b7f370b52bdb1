import { existingPayment } from "@kaikei/server/next";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CheckoutPayment } from "../../../components/checkout-payment.tsx";
import { OrderSummary } from "../../../components/order-summary.tsx";
import { SubmitButton } from "../../../components/submit-button.tsx";
import { WithoutScript } from "../../../components/without-script.tsx";
import { kaikei } from "../../../lib/kaikei.ts";
import { readWords } from "../../../messages/read-words.ts";
import { readCustomer } from "../../../shop/session.ts";
import { sendBill } from "../../../shop/special-actions.ts";
import { visitorOrder } from "../../../shop/visitor-orders.ts";
import styles from "./checkout.module.css";

/** The form's Server Action asks PayPay for the code. */
export const maxDuration = 60;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("checkoutTitle") };
}

export default async function CheckoutPage({ params }: PageProps<"/checkout/[order]">) {
  const { words } = await readWords();
  const order = await visitorOrder((await params).order);
  if (order === null) notFound();
  if (order.state !== "placed") redirect(`/orders/${order.number}`);
  const customer = await readCustomer();
  const linked = customer !== null && (await kaikei.accounts.get({ customer }))?.status === "active";
  const payment = await existingPayment(kaikei, order.number);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words("checkoutTitle")}</h1>
        <p>
          {words("orderNumber")} <span data-slot="order-number">{order.number}</span>
        </p>
      </header>
      <div className="two-columns">
        <div className={styles.payment}>
          <CheckoutPayment order={order.number} total={order.total} payment={payment} oneTap={linked}>
            {linked && (
              <form action={sendBill} className={styles.bill}>
                <input type="hidden" name="order" value={order.number} />
                <SubmitButton className="button" data-tone="quiet">
                  {words("sendBill")}
                </SubmitButton>
                <p>{words("sendBillNote")}</p>
              </form>
            )}
          </CheckoutPayment>
          <WithoutScript
            order={order}
            payment={payment}
            isShown={payment !== null && !linked}
            words={words}
          />
        </div>
        <section className="panel" aria-labelledby="summary-title">
          <h2 id="summary-title">{words("orderSummary")}</h2>
          <OrderSummary order={order} words={words} />
        </section>
      </div>
    </div>
  );
}
