import { z } from "zod";
import { sign } from "../api/signature.ts";
import { type Merchant, trialMerchant } from "../options.ts";

const envelopeSchema = z.object({
  resultInfo: z.object({ code: z.string(), message: z.string(), codeId: z.string() }),
  data: z.record(z.string(), z.unknown()).nullable(),
});

/** An answer of the API, its envelope read. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly codeId: string;
  readonly message: string;
  readonly data: Record<string, unknown>;
  readonly headers: Headers;
}

export interface CallerOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Epoch milliseconds: the watch of whoever signs. */
  readonly clock: () => number;
  readonly merchant?: Merchant;
  readonly origin?: string;
  readonly contentType?: string;
}

/** A shop's server: signs its calls as PayPay asks. */
export function createCaller({
  fetch,
  clock,
  merchant = trialMerchant,
  origin = "http://127.0.0.1:4010",
  contentType = "application/json",
}: CallerOptions) {
  const request = (method: string, target: string, body?: string | object, headers = {}): Request => {
    const text = typeof body === "object" ? JSON.stringify(body) : (body ?? "");
    const epoch = String(Math.floor(clock() / 1000));
    const signed = {
      method,
      path: target.split("?")[0] ?? target,
      contentType,
      body: new TextEncoder().encode(text),
    };
    const { signature, bodyHash } = sign(signed, { nonce: "acd028", epoch }, merchant.apiSecret);
    return new Request(origin + target, {
      method,
      headers: {
        authorization: `hmac OPA-Auth:${merchant.apiKey}:${signature}:acd028:${epoch}:${bodyHash}`,
        "content-type": contentType,
        "x-assume-merchant": merchant.merchantId,
        ...headers,
      },
      ...(text === "" ? {} : { body: text }),
    });
  };

  const call = async (
    method: string,
    target: string,
    body?: string | object,
    headers = {},
  ): Promise<Answer> => {
    const response = await fetch(request(method, target, body, headers));
    const { resultInfo, data } = envelopeSchema.parse(await response.json());
    return { status: response.status, ...resultInfo, data: data ?? {}, headers: response.headers };
  };

  return { request, call };
}
