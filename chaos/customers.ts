import type { CustomerOptions, RunningEmulator } from "@kaikei/emulator";
import { z } from "zod";
import { customerName, walletOf } from "./customer-names.ts";
import { customers } from "./plan.ts";

const numbers = Array.from({ length: customers }, (_, number) => number);

/** All have plenty of money, but the first two are soon short of it. */
export const wallets: readonly CustomerOptions[] = numbers.map((number) => ({
  id: walletOf(customerName(number)),
  name: { ja: `客${number}`, en: `Customer ${number}` },
  balance: number < 2 ? 9000 : 1e9,
}));

const begunSchema = z.object({ url: z.string() });

/** Each customer links her account by the routes of the shop, in one browser, before anything goes wrong. */
export async function linkAccounts(options: {
  control: RunningEmulator["control"];
  server: string;
  publicUrl: string;
}): Promise<void> {
  await Promise.all(numbers.map((number) => linkAccount(number, options)));
}

async function linkAccount(
  number: number,
  { control, server, publicUrl }: Parameters<typeof linkAccounts>[0],
): Promise<void> {
  const signedIn = { "x-customer": customerName(number) };
  const begun = await fetch(`${server}/api/kaikei/account/link`, {
    method: "POST",
    headers: { ...signedIn, origin: publicUrl, "content-type": "application/json" },
    body: JSON.stringify({ returnTo: "/account" }),
  });
  const { url } = begunSchema.parse(await begun.json());
  const cookie = begun.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const { returnTo } = control.link({ url, customer: walletOf(customerName(number)), answer: "accept" });
  const { pathname, search } = new URL(returnTo);
  const headers = { ...signedIn, cookie };
  const back = await fetch(`${server}${pathname}${search}`, { headers, redirect: "manual" });
  const outcome = new URL(back.headers.get("location") ?? "", publicUrl).searchParams.get("kaikei_account");
  if (outcome !== "linked") throw new Error(`${customerName(number)} could not link her account: ${outcome}`);
}
