import { z } from "zod";
import type { Merchant } from "./options.ts";

export const keyPairSchema = z.strictObject({ apiKey: z.string().min(1), apiSecret: z.string().min(1) });
export type KeyPair = z.infer<typeof keyPairSchema>;

/** The merchants and the key pairs that each may sign with: one, or several while they are rotated, or none. */
export interface MerchantList {
  /** One entry for each pair. */
  list(): readonly Merchant[];
  setKeys(merchantId: string, keys: readonly KeyPair[]): void;
  /** Back to the pairs that they began with. */
  reset(): void;
}

export function createMerchantList(merchants: readonly Merchant[]): MerchantList {
  const replaced = new Map<string, readonly KeyPair[]>();
  return {
    list: () =>
      merchants.flatMap((merchant) =>
        (replaced.get(merchant.merchantId) ?? [merchant]).map(({ apiKey, apiSecret }) => ({
          ...merchant,
          apiKey,
          apiSecret,
        })),
      ),
    setKeys: (merchantId, keys) => {
      replaced.set(merchantId, keys);
    },
    reset: () => replaced.clear(),
  };
}
