import { KaikeiError } from "../errors.ts";

/**
 * Lets a state-changing request pass only when a page of the shop's own origin sent it. Browsers say so themselves in
 * `Sec-Fetch-Site`, which no page can forge; older ones in `Origin`.
 *
 * @throws KaikeiError `cross_origin`.
 */
export function requireSameOrigin(request: Request, publicUrl: URL): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site === "same-origin" || (site === null && origin === publicUrl.origin)) return;
  throw new KaikeiError(
    "cross_origin",
    site === null && origin === null
      ? "The request says neither by Sec-Fetch-Site nor by Origin where it comes from."
      : `The request comes from another origin than ${publicUrl.origin}.`,
  );
}
