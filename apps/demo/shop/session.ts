import { cookies } from "next/headers";
import { type CustomerId, customerIdSchema } from "./customers.ts";
import { shopEnvironment } from "./environment.ts";
import type { Shopper } from "./order.ts";
import { readVisitor, visitorOf } from "./visitor.ts";

const customerCookie = "customer";

/** The customer who is signed in, in the request that is being answered. */
export async function readCustomer(): Promise<CustomerId | null> {
  return wellFormed((await cookies()).get(customerCookie)?.value);
}

/** The same of a request that is not Next's own, such as one to Kaikei's routes. */
export function customerOf(request: Request): CustomerId | null {
  const cookie = request.headers.get("cookie") ?? "";
  return wellFormed(cookie.match(/(?:^|;\s*)customer=([^;]+)/)?.[1]);
}

export async function rememberCustomer(customer: CustomerId): Promise<void> {
  (await cookies()).set(customerCookie, customer, {
    httpOnly: true,
    // Not "strict": she comes back from the wallet through a link on its page.
    sameSite: "lax",
    secure: shopEnvironment().overHttps,
    path: "/",
  });
}

export async function forgetCustomer(): Promise<void> {
  (await cookies()).delete(customerCookie);
}

/** Who is there. */
export async function readShopper(): Promise<Shopper> {
  const [visitor, customer] = await Promise.all([readVisitor(), readCustomer()]);
  return { visitor, customer };
}

export function shopperOf(request: Request): Shopper {
  return { visitor: visitorOf(request), customer: customerOf(request) };
}

function wellFormed(customer: string | undefined): CustomerId | null {
  return customerIdSchema.safeParse(customer).data ?? null;
}
