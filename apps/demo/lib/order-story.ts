import type { Cashback, Operation, Payment } from "@kaikei/server";
import type { Order } from "../shop/order.ts";
import { kaikei } from "./kaikei.ts";
import { orderPayments } from "./order-payment.ts";

/** Everything that happened to an order's money. */
export interface OrderHistory {
  order: Order;
  /** The latest first. */
  payments: readonly Payment[];
  operations: readonly Operation[];
  points: readonly Cashback[];
}

export async function readOrderHistory(order: Order): Promise<OrderHistory> {
  const payments = await orderPayments(order.number);
  const [operations, given] = await Promise.all([
    Promise.all(payments.map(({ id }) => kaikei.payments.operations(id))),
    order.customer === null ? [] : kaikei.cashback.list({ customer: order.customer }),
  ]);
  const points = given.filter(({ payment }) => payments.some(({ id }) => id === payment));
  return { order, payments, operations: operations.flat(), points };
}
