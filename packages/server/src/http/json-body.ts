import type { z } from "zod";
import { KaikeiError } from "../errors.ts";

const smallBytes = 4096;

/**
 * Reads a small JSON object of a known shape; keys that the shape does not name are refused.
 *
 * @throws KaikeiError `unsupported_media_type`, `body_too_large`, `invalid_request`.
 */
export async function readBody<Body extends z.ZodType>(
  request: Request,
  schema: Body,
): Promise<z.output<Body>> {
  const parsed = schema.safeParse(await readJson(request, { maxBytes: smallBytes }));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError(
    "invalid_request",
    issue?.code === "unrecognized_keys"
      ? `${issue.keys.join(", ")}: not accepted; the server decides the rest.`
      : `${issue?.path.join(".") || "body"}: ${issue?.message ?? "expected a JSON object"}`,
  );
}

/**
 * Reads a JSON body, counting bytes as they arrive, so that a huge one is refused before it is held.
 *
 * @throws KaikeiError `unsupported_media_type`, `body_too_large`, `invalid_request`.
 */
export async function readJson(request: Request, { maxBytes }: { maxBytes: number }): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new KaikeiError(
      "unsupported_media_type",
      "Content-Type: expected application/json, the body was not read.",
    );
  }
  const text = await readText(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new KaikeiError("invalid_request", "body: expected JSON.", { cause: error });
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(maxBytes: number): KaikeiError {
  return new KaikeiError("body_too_large", `body: at most ${maxBytes} bytes are expected.`);
}
