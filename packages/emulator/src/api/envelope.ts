import { randomBytes } from "node:crypto";
import { type Refusal, type ResultName, resultCode } from "../result-codes.ts";

/** PayPay's answer around `data`, with the request id that its support would ask for. */
export function answer(name: ResultName, data: object | null, message?: string): Response {
  const result = resultCode(name);
  return Response.json(
    {
      resultInfo: { code: result.code, message: message ?? result.message, codeId: result.codeId },
      data,
    },
    { status: result.status, headers: { "x-request-id": newRequestId() } },
  );
}

export function answerRefusal({ refused, detail }: Refusal): Response {
  return answer(refused, null, detail);
}

/** `OPA` and 32 hex digits. */
export function newRequestId(): string {
  return `OPA${randomBytes(16).toString("hex").toUpperCase()}`;
}
