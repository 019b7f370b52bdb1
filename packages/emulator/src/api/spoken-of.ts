import { z } from "zod";

const namesPaymentSchema = z.object({ merchantPaymentId: z.string() });
const resultSchema = z.object({ resultInfo: z.object({ code: z.string() }) });
const paymentPath = /^\/v\d+\/(?:codes\/payments|payments|requestOrder)\/([^/]+)\/?$/;

/** The shop's own id that a call is about, from its body or its path. */
export function spokenOf(
  call: { readonly path: string; readonly method: string },
  body: Uint8Array,
): string | null {
  const named = namesPaymentSchema.safeParse(parse(new TextDecoder().decode(body)));
  if (named.success) return named.data.merchantPaymentId;
  const id = call.method === "POST" ? undefined : paymentPath.exec(call.path)?.[1];
  return id ?? null;
}

/** Status and `resultInfo.code` of an answer, which stays unread for the caller. */
export async function describeAnswer(response: Response): Promise<{ status: number; code: string | null }> {
  const { status } = response;
  if (!response.headers.get("content-type")?.startsWith("application/json")) return { status, code: null };
  try {
    const result = resultSchema.safeParse(parse(await response.clone().text()));
    return { status, code: result.success ? result.data.resultInfo.code : null };
  } catch {
    // Half a body: whoever reads it is meant to fail.
    return { status, code: null };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
