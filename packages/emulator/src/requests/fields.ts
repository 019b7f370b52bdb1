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

/** An address that a browser can be sent to, or an app's own scheme; never one that runs script. */
export const redirectUrlSchema = textSchema
  .min(1)
  .refine(
    (address) =>
      URL.canParse(address) && !["javascript:", "data:", "vbscript:"].includes(new URL(address).protocol),
    "is not an address",
  );

export const authorizationIdSchema = z.string().min(1).max(64);

export const productTypeSchema = z.enum([
  "VIRTUAL_BONUS_INVESTMENT",
  "PAY_LATER_REPAYMENT",
  "REAL_INVESTMENT",
  "UTILITY_BILL",
]);

/** Shops leave optional fields out or send null. */
const orderFieldsWith = <UnitPrice extends z.ZodType>(unitPrice: UnitPrice) => ({
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
        unitPrice,
      }),
    )
    .nullish(),
});

/** A code's items need a price each; those of other payments need none. */
export const orderFields = orderFieldsWith(yen(0));
export const looseOrderFields = orderFieldsWith(yen(0).nullish());
