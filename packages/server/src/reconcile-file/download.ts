import { lookup as lookUpName } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./file-address.ts";

export type Download =
  | { kind: "file"; bytes: Uint8Array }
  /** `why` holds nothing of what the other side said, so it may be logged. */
  | { kind: "refused"; why: string };

export interface DownloadLimits {
  maxBytes: number;
  /** One deadline for the name, the connection, the headers and the body together. Milliseconds. */
  deadlineMs: number;
  /** Trials only: the host may be this machine. */
  mayBePrivate: boolean;
  /** Resolves host names; by default the system does. */
  lookup?: LookupFunction;
}

/**
 * Fetches a file from an address that was checked before. Nothing of ours is sent along: no credentials, no cookies; no
 * redirect is followed, nothing is unpacked, and a host whose name leads into our own network is not connected to: the
 * address is checked that the connection uses.
 */
export function download(url: URL, limits: DownloadLimits): Promise<Download> {
  const { maxBytes, deadlineMs, mayBePrivate, lookup = lookUpName } = limits;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(deadlineMs);
    const refuse = (why: string) => {
      resolve({ kind: "refused", why });
      request.destroy();
    };
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      headers: { accept: "text/csv", "accept-encoding": "identity", "user-agent": "Kaikei" },
      // A connection of its own, closed afterwards.
      agent: false,
      lookup: mayBePrivate ? lookup : publicOnly(lookup),
      signal,
    });
    const failed = () =>
      refuse(signal.aborted ? `it did not come within ${deadlineMs / 1000} s` : "the connection failed");
    request.on("error", failed);
    request.on("response", (response) => {
      const { statusCode, headers } = response;
      if (statusCode !== 200) return refuse(`the answer was ${statusCode}; redirects are not followed`);
      const encoding = headers["content-encoding"] ?? "identity";
      if (encoding !== "identity") return refuse("the answer is packed, which was not asked for");
      if (Number(headers["content-length"] ?? 0) > maxBytes) return refuse("the file is too large");
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > maxBytes) return refuse("the file is too large");
        chunks.push(chunk);
      });
      response.on("error", failed);
      response.on("end", () => {
        if (response.complete) resolve({ kind: "file", bytes: Buffer.concat(chunks, size) });
        else refuse("the file was cut off");
      });
    });
    request.end();
  });
}

/** Resolves as `lookup` does, but for names that lead to an address which is not of the open internet. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, []);
      const addresses = typeof found === "string" ? [{ address: found, family: family ?? 4 }] : found;
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new Error("the host's name leads to an address that is not public"), []);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
}
