import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CheckoutPayment } from "../../../components/checkout-payment.tsx";
import { OrderSummary } from "../../../components/order-summary.tsx";
import { readWords } from "../../../messages/read-words.ts";
import { visitorOrder } from "../../../shop/visitor-orders.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("checkoutTitle") };
}

export default async function CheckoutPage({ params }: PageProps<"/checkout/[order]">) {
  const { words } = await readWords();
  const order = await visitorOrder((await params).order);
  if (order === null) notFound();
  if (order.state === "paid") redirect(`/orders/${order.number}`);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words("checkoutTitle")}</h1>
        <p>
          {words("orderNumber")} <span data-slot="order-number">{order.number}</span>
        </p>
        <noscript>
          <p>{words("needsScript")}</p>
        </noscript>
      </header>
      <div className="two-columns">
        <CheckoutPayment order={order.number} />
        <section className="panel" aria-labelledby="summary-title">
          <h2 id="summary-title">{words("orderSummary")}</h2>
          <OrderSummary order={order} words={words} />
        </section>
      </div>
    </div>
  );
}
