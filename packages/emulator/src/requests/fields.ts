import { z } from "zod";

/** PayPay's largest amount has eleven digits. */
const mostYen = 99_999_999_999;

const yen = (least: number) =>
  z.object({ amount: z.int().min(least).max(mostYen), currency: z.literal("JPY") });

/** Money that moves: at least one yen, and only yen. */
export const moneySchema = yen(1);

/** The shop's own ids. */
export const merchantIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const textSchema = z.string().max(255);

/** Epoch seconds. Milliseconds, as some samples pass them, have more digits than any time up to the year 2286. */
export const epochSchema = z.int().min(0).max(9_999_999_999);

export const redirectTypeSchema = z.enum(["WEB_LINK", "APP_DEEP_LINK"]);

/** Shops leave optional fields out or send null. */
export const orderFields = {
  storeId: textSchema.nullish(),
  terminalId: textSchema.nullish(),
  orderReceiptNumber: textSchema.nullish(),
  orderDescription: textSchema.nullish(),
  orderItems: z
    .array(
      z.object({
        name: z.string().min(1).max(255),
        category: textSchema.nullish(),
        quantity: z.int().min(1),
        productId: textSchema.nullish(),
        unitPrice: yen(0),
      }),
    )
    .nullish(),
};
