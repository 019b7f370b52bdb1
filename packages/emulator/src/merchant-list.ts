import { z } from "zod";
import type { Merchant } from "./options.ts";
import { scopeSchema } from "./scopes.ts";

export const keyPairSchema = z.strictObject({ apiKey: z.string().min(1), apiSecret: z.string().min(1) });
export type KeyPair = z.infer<typeof keyPairSchema>;

/** What a merchant's contract says; what is left out stays as it is. */
export const contractSchema = z.strictObject({
  holds: z.boolean().exactOptional(),
  higherCapture: z.boolean().exactOptional(),
  captureLimit: z.int().min(0).exactOptional(),
  chargeLimit: z.int().min(0).exactOptional(),
  customerDailyLimit: z.int().min(0).exactOptional(),
  multipleRefunds: z.boolean().exactOptional(),
  notContracted: z.array(z.string()).exactOptional(),
  scopes: z.array(scopeSchema).exactOptional(),
  redirectDomains: z.array(z.string()).exactOptional(),
});
export type Contract = z.infer<typeof contractSchema>;

/** The merchants and the key pairs that each may sign with: one, or several while they are rotated, or none. */
export interface MerchantList {
  /** One entry for each pair. */
  list(): readonly Merchant[];
  setKeys(merchantId: string, keys: readonly KeyPair[]): void;
  /** From the next call on. */
  setContract(merchantId: string, contract: Contract): void;
  /** Back to the pairs and the contracts that they began with. */
  reset(): void;
}

export function createMerchantList(merchants: readonly Merchant[]): MerchantList {
  const replaced = new Map<string, readonly KeyPair[]>();
  const contracts = new Map<string, Contract>();
  return {
    list: () =>
      merchants.flatMap((merchant) =>
        (replaced.get(merchant.merchantId) ?? [merchant]).map(({ apiKey, apiSecret }) => ({
          ...merchant,
          ...contracts.get(merchant.merchantId),
          apiKey,
          apiSecret,
        })),
      ),
    setKeys: (merchantId, keys) => {
      replaced.set(merchantId, keys);
    },
    setContract: (merchantId, contract) => {
      contracts.set(merchantId, { ...contracts.get(merchantId), ...contract });
    },
    reset: () => {
      replaced.clear();
      contracts.clear();
    },
  };
}
