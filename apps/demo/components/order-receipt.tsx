import type { PaymentGrant } from "@kaikei/server";
import Link from "next/link";
import { formatDate } from "../messages/format.ts";
import type { Language, Translate } from "../messages/messages.ts";
import type { Order } from "../shop/order.ts";
import { OrderPayment } from "./order-payment.tsx";
import styles from "./order-receipt.module.css";
import { OrderStateBadge } from "./order-state-badge.tsx";
import { OrderSummary } from "./order-summary.tsx";

interface OrderReceiptProps {
  order: Order;
  payment: PaymentGrant | null;
  language: Language;
  words: Translate;
}

export function OrderReceipt({ order, payment, language, words }: OrderReceiptProps) {
  const paid = order.state === "paid";
  return (
    <div className="page">
      <header className="page-head">
        <p>
          <OrderStateBadge state={order.state} words={words} />
        </p>
        <h1>{words(paid ? "thankYou" : "orderWaiting")}</h1>
        <p>{words(paid ? "thankYouText" : "orderWaitingText")}</p>
      </header>
      <div className="two-columns">
        <section className="panel" aria-labelledby="receipt-title">
          <h2 id="receipt-title">{words(paid ? "receipt" : "orderSummary")}</h2>
          <dl className={styles.facts}>
            <div>
              <dt>{words("orderNumber")}</dt>
              <dd data-slot="order-number">{order.number}</dd>
            </div>
            <Moment label={words("orderDate")} date={order.placedAt} language={language} />
            {order.paidAt && <Moment label={words("paidDate")} date={order.paidAt} language={language} />}
          </dl>
          <OrderSummary order={order} words={words} />
        </section>
        <div className={styles.aside} data-state={order.state}>
          {payment && <OrderPayment payment={payment} state={order.state} />}
          {!paid && (
            <Link href={`/checkout/${order.number}`} className="button" prefetch={false}>
              {words("payNow")}
            </Link>
          )}
          <Link href="/orders" className="text-link" prefetch={false}>
            {words("ordersTitle")}
          </Link>
        </div>
      </div>
    </div>
  );
}

function Moment({ label, date, language }: { label: string; date: Date; language: Language }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <time dateTime={date.toISOString()}>{formatDate(date, language)}</time>
      </dd>
    </div>
  );
}
