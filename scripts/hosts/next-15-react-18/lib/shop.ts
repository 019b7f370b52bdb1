import { appendFileSync } from "node:fs";

/** The least that a shop knows: what an order costs, and what to do when it is paid. */
export const shop = {
  payable: (order: string, _request: Request | null) =>
    order.startsWith("cake-")
      ? {
          amount: { amount: 4200, currency: "JPY" as const },
          description: "Strawberry shortcake",
          returnPath: `/checkout/${order}`,
        }
      : null,
  fulfil: (order: string) => appendFileSync("fulfilled.txt", `${order}\n`),
};
