import type { Metadata } from "next";
import Link from "next/link";
import { Cake } from "../../cakes/cake.tsx";
import { EmptyPlate } from "../../cakes/empty-plate.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { OrderStateBadge } from "../../components/order-state-badge.tsx";
import { formatDate, formatYen } from "../../messages/format.ts";
import { readWords } from "../../messages/read-words.ts";
import { countPieces } from "../../shop/cart.ts";
import { visitorOrders } from "../../shop/visitor-orders.ts";
import styles from "./orders.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("ordersTitle") };
}

export default async function OrdersPage() {
  const { language, words } = await readWords();
  const orders = await visitorOrders();
  if (orders.length === 0) {
    return (
      <div className="page">
        <EmptyState
          picture={<EmptyPlate />}
          title={words("ordersEmptyTitle")}
          text={words("ordersEmptyText")}
          action={words("backToShop")}
        />
      </div>
    );
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words("ordersTitle")}</h1>
        <p>{words("ordersText")}</p>
      </header>
      <ul className={styles.orders}>
        {orders.map((order) => (
          <li key={order.number} className={styles.order} data-slot="order" data-order={order.number}>
            <div className={styles.pictures}>
              {order.lines.slice(0, 3).map((line) => (
                <Cake key={line.product} name={line.product} />
              ))}
            </div>
            <div className={styles.what}>
              <h2>
                <Link href={`/orders/${order.number}`}>{order.number}</Link>
              </h2>
              <p>
                <time dateTime={order.placedAt.toISOString()}>{formatDate(order.placedAt, language)}</time>
                <span>{words("pieces", { count: countPieces(order.lines) })}</span>
              </p>
            </div>
            <OrderStateBadge state={order.state} words={words} />
            <p className={`${styles.total} price`}>{formatYen(order.total, words)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
