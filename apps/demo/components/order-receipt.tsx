import type { PaymentGrant } from "@kaikei/server";
import Link from "next/link";
import { formatDate } from "../messages/format.ts";
import type { Language, MessageKey, Translate } from "../messages/messages.ts";
import type { Order, OrderState } from "../shop/order.ts";
import type { StoryLine } from "../shop/tell-story.ts";
import { BakerCounter } from "./baker-counter.tsx";
import { OrderPayment } from "./order-payment.tsx";
import styles from "./order-receipt.module.css";
import { OrderStateBadge } from "./order-state-badge.tsx";
import { OrderStory } from "./order-story.tsx";
import { OrderSummary } from "./order-summary.tsx";

interface OrderReceiptProps {
  order: Order;
  payment: PaymentGrant | null;
  story: readonly StoryLine[];
  language: Language;
  words: Translate;
}

export function OrderReceipt({ order, payment, story, language, words }: OrderReceiptProps) {
  const paid = order.state === "paid";
  const { title, text } = headings[order.state];
  return (
    <div className="page">
      <header className="page-head">
        <p>
          <OrderStateBadge state={order.state} words={words} />
        </p>
        <h1>{words(title)}</h1>
        <p>{words(text)}</p>
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
          <h2 className={styles.storyTitle}>{words("storyTitle")}</h2>
          <OrderStory lines={story} language={language} words={words} />
        </section>
        <div className={styles.aside} data-state={order.state}>
          {payment && <OrderPayment payment={payment} state={order.state} />}
          {order.state === "held" && <BakerCounter order={order} words={words} />}
          {order.state === "placed" && order.kind !== "box" && (
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

const headings = {
  placed: { title: "orderWaiting", text: "orderWaitingText" },
  held: { title: "orderHeld", text: "orderHeldText" },
  paid: { title: "thankYou", text: "thankYouText" },
  released: { title: "orderReleased", text: "orderReleasedText" },
} as const satisfies Record<OrderState, { title: MessageKey; text: MessageKey }>;
