"use server";

import { KaikeiError } from "@kaikei/server";
import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { kaikei } from "../lib/kaikei.ts";
import { orderPayments } from "../lib/order-payment.ts";
import { billNextBox, isSubscribed, subscribe, unsubscribe } from "./billing.ts";
import { customerIdSchema } from "./customers.ts";
import { shopDatabase } from "./database.ts";
import { placeSpecialOrder } from "./order-store.ts";
import { forgetCustomer, readCustomer, rememberCustomer } from "./session.ts";
import { nameVisitor } from "./visitor.ts";
import { visitorOrder } from "./visitor-orders.ts";

const orderSchema = z.object({ order: z.string() });
const captureSchema = orderSchema.extend({ amount: z.coerce.number().int().min(1) });

export async function signIn(form: FormData): Promise<void> {
  await rememberCustomer(customerIdSchema.parse(form.get("customer")));
  revalidatePath("/", "layout");
}

export async function signOut(): Promise<void> {
  await forgetCustomer();
  revalidatePath("/", "layout");
}

export async function reserveWeddingCake(): Promise<void> {
  const special = { kind: "wedding", visitor: await nameVisitor(), customer: await readCustomer() } as const;
  redirect(`/checkout/${await placeSpecialOrder(await shopDatabase(), special)}`);
}

/** Asks her in her PayPay app for the money, instead of a code on this screen. */
export async function sendBill(form: FormData): Promise<void> {
  const { order } = orderSchema.parse(Object.fromEntries(form));
  const customer = await readCustomer();
  if (customer === null || (await visitorOrder(order)) === null) return;
  await unlessRefused(() => kaikei.payments.request({ customer, order }));
  redirect(`/orders/${order}`);
}

// What follows a real shop would keep behind its counter, for its staff. In this demo everybody is the baker of her own
// orders.

/** The cake leaves: the deposit is taken, or less of it, or more. */
export async function captureDeposit(form: FormData): Promise<void> {
  const { order, amount } = captureSchema.parse(Object.fromEntries(form));
  const held = await heldPayment(order);
  if (held !== null) {
    await unlessRefused(() => kaikei.payments.capture({ payment: held, amount, key: `deliver-${amount}` }));
  }
  refresh();
}

export async function releaseDeposit(form: FormData): Promise<void> {
  const held = await heldPayment(orderSchema.parse(Object.fromEntries(form)).order);
  if (held !== null) await unlessRefused(() => kaikei.payments.cancel(held));
  refresh();
}

export async function startBox(): Promise<void> {
  const customer = await readCustomer();
  if (customer !== null) await subscribe(await shopDatabase(), customer);
  refresh();
}

export async function endBox(): Promise<void> {
  const customer = await readCustomer();
  if (customer !== null) await unsubscribe(await shopDatabase(), customer);
  refresh();
}

export async function runBilling(): Promise<void> {
  const [db, visitor, customer] = await Promise.all([shopDatabase(), nameVisitor(), readCustomer()]);
  if (customer === null || !(await isSubscribed(db, customer))) return;
  await billNextBox({ db, kaikei, now: new Date() }, { visitor, customer });
  refresh();
}

/** Pressed a moment too late, or while something else is under way, a button does nothing: the page says how it stands. */
async function unlessRefused(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof KaikeiError) || error.status !== 409) throw error;
  }
}

async function heldPayment(order: string): Promise<string | null> {
  if ((await visitorOrder(order)) === null) return null;
  const payments = await orderPayments(order);
  return payments.find(({ status }) => status === "authorized")?.id ?? null;
}
