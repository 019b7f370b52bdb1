import { z } from "zod";
import type { Code } from "../ledger/code.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** Names a code by whatever a test has at hand. */
export const codeReferenceSchema = z.object({
  codeId: z.string().optional(),
  merchantPaymentId: z.string().optional(),
  /** The code's address, or the `paypay://` deeplink. */
  url: z.string().optional(),
});

export type CodeReference = z.infer<typeof codeReferenceSchema>;

export function findCode(
  ledger: Ledger,
  { codeId, merchantPaymentId, url }: CodeReference,
): Code | undefined {
  const address = url === undefined ? undefined : addressIn(url);
  return [...ledger.codes.values()].find(
    (code) => code.codeId === codeId || code.merchantPaymentId === merchantPaymentId || code.url === address,
  );
}

/** What a phone makes of a scanned or pasted text: the web address, also out of a deeplink. */
export function addressIn(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("paypay:") || !URL.canParse(trimmed)) return trimmed;
  return new URL(trimmed).searchParams.get("link_key") ?? trimmed;
}
