"use server";

import { type StartPaymentState, startFromForm } from "@kaikei/server/next";
import { redirect } from "next/navigation";
import { kaikei } from "../lib/kaikei.ts";

/** Starts the payment of the form's order where no script runs, and leads back to the page, which shows it. */
export async function pay(_before: StartPaymentState, form: FormData): Promise<StartPaymentState> {
  const refused = await startFromForm(kaikei, form);
  if (refused === null) redirect(`/checkout/${form.get("order")}`);
  return refused;
}
