import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { GuestPayment } from "../../../components/guest-payment.tsx";
import { OrderReceipt } from "../../../components/order-receipt.tsx";
import { orderPayment } from "../../../lib/order-payment.ts";
import { readOrderHistory } from "../../../lib/order-story.ts";
import { readWords } from "../../../messages/read-words.ts";
import { tellStory } from "../../../shop/tell-story.ts";
import { visitorOrder } from "../../../shop/visitor-orders.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).words("orderTitle") };
}

/**
 * The visitor's own order, or, for who comes back from the wallet into another browser, the payment alone: the address
 * that PayPay was given carries a token that shows it and nothing else.
 */
export default async function OrderPage({ params, searchParams }: PageProps<"/orders/[order]">) {
  const [{ order: number }, query] = await Promise.all([params, searchParams]);
  const fromWallet = query.from === "wallet" || query.kaikei_token !== undefined;
  const order = await visitorOrder(number);
  if (order === null && fromWallet) return <GuestPayment />;
  if (order === null) notFound();
  // Her own browser needs no token: out of the address with it.
  if (fromWallet) redirect(`/orders/${order.number}`);
  const [payment, history, words] = await Promise.all([
    orderPayment(order.number),
    readOrderHistory(order),
    readWords(),
  ]);
  return <OrderReceipt order={order} payment={payment} story={tellStory(history)} {...words} />;
}
