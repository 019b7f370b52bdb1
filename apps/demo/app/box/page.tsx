import { LinkAccountButton } from "@kaikei/react";
import { retryAdviceOf } from "@kaikei/server";
import type { Metadata } from "next";
import Link from "next/link";
import { Cake } from "../../cakes/cake.tsx";
import { OrderStateBadge } from "../../components/order-state-badge.tsx";
import { SignIn } from "../../components/sign-in.tsx";
import styles from "../../components/special-page.module.css";
import { SubmitButton } from "../../components/submit-button.tsx";
import { kaikei } from "../../lib/kaikei.ts";
import { orderPayments } from "../../lib/order-payment.ts";
import { formatMonth, formatYen } from "../../messages/format.ts";
import type { Language, Translate } from "../../messages/messages.ts";
import { readWords } from "../../messages/read-words.ts";
import { isSubscribed } from "../../shop/billing.ts";
import type { CustomerId } from "../../shop/customers.ts";
import { shopDatabase } from "../../shop/database.ts";
import type { Order } from "../../shop/order.ts";
import { cakeBox } from "../../shop/products.ts";
import { readCustomer } from "../../shop/session.ts";
import { endBox, runBilling, startBox } from "../../shop/special-actions.ts";
import { visitorOrders } from "../../shop/visitor-orders.ts";
import boxStyles from "./box.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("cake-box") };
}

/** A box of cakes each month, charged without the customer, as she agreed to when she linked her account. */
export default async function BoxPage() {
  const [{ language, words }, customer] = await Promise.all([readWords(), readCustomer()]);
  return (
    <div className="page">
      <div className={styles.head}>
        <div className={styles.picture}>
          <Cake name="cake-box" />
        </div>
        <div className={styles.greeting}>
          <h1>{words("cake-box")}</h1>
          <p>{words("cake-box.text")}</p>
          <p className={styles.price}>
            {words("cake-box.price", { price: formatYen(cakeBox.price, words) })}
          </p>
          {customer !== null && <Subscription customer={customer} words={words} />}
        </div>
      </div>
      {customer === null ? (
        <section className="panel" aria-labelledby="box-sign-in">
          <h2 id="box-sign-in">{words("boxNeedsSignIn")}</h2>
          <SignIn words={words} />
        </section>
      ) : (
        <Boxes customer={customer} language={language} words={words} />
      )}
    </div>
  );
}

async function Subscription({ customer, words }: { customer: CustomerId; words: Translate }) {
  const [subscribed, link] = await Promise.all([
    isSubscribed(await shopDatabase(), customer),
    kaikei.accounts.get({ customer }),
  ]);
  if (link?.status !== "active") {
    return (
      <>
        <p>{words("boxNeedsLink")}</p>
        <LinkAccountButton />
      </>
    );
  }
  return (
    <form action={subscribed ? endBox : startBox}>
      <SubmitButton className="button" data-tone={subscribed ? "quiet" : undefined}>
        {words(subscribed ? "boxEnd" : "boxStart")}
      </SubmitButton>
    </form>
  );
}

async function Boxes({
  customer,
  language,
  words,
}: {
  customer: CustomerId;
  language: Language;
  words: Translate;
}) {
  const [subscribed, orders] = await Promise.all([
    isSubscribed(await shopDatabase(), customer),
    visitorOrders(),
  ]);
  const boxes = orders.filter((order) => order.kind === "box" && order.customer === customer);
  return (
    <div className={boxStyles.columns}>
      <section className="panel" aria-labelledby="boxes-title">
        <h2 id="boxes-title">{words("boxesTitle")}</h2>
        {boxes.length === 0 && <p>{words("boxesEmpty")}</p>}
        <ul className={boxStyles.boxes}>
          {boxes.map((order) => (
            <Box key={order.number} order={order} language={language} words={words} />
          ))}
        </ul>
      </section>
      {subscribed && (
        <section className={boxStyles.counter} aria-labelledby="billing-title">
          <h2 id="billing-title">{words("billingTitle")}</h2>
          <p>{words("billingText")}</p>
          <form action={runBilling}>
            <SubmitButton className="button" data-slot="run-billing">
              {words("billingRun")}
            </SubmitButton>
          </form>
        </section>
      )}
    </div>
  );
}

async function Box({ order, language, words }: { order: Order; language: Language; words: Translate }) {
  const [last] = await orderPayments(order.number);
  // The shop hears of the money a moment after it has come.
  const state = last?.status === "completed" ? "paid" : order.state;
  const declined = state === "placed" ? (last?.declineReason ?? null) : null;
  return (
    <li data-slot="box" data-month={order.month}>
      <Link href={`/orders/${order.number}`} prefetch={false}>
        {formatMonth(order.month ?? "", language)}
      </Link>
      <OrderStateBadge state={state} words={words} />
      {declined !== null && (
        <p>
          {words("boxDeclined", { reason: words(`decline.${declined}`) })}{" "}
          {words(`advice.${retryAdviceOf(declined).retry}`)}
        </p>
      )}
    </li>
  );
}
