import { isLoopback } from "./loopback.ts";

/**
 * True for an address that may be shown as a QR code or a link: `https:` on PayPay's own hosts, or the app's
 * `paypay:`. With the emulator, which has no such host, its own port on this machine. Anything else from
 * upstream never reaches a browser.
 *
 * @param emulatorOrigin `null` unless the environment is `emulator`.
 */
export function isWalletAddress(address: string, emulatorOrigin: string | null): boolean {
  // Browsers drop tabs and line breaks and turn "\" into "/": what they would change is not what was checked.
  if (!/^[\x21-\x5b\x5d-\x7e]{1,2048}$/.test(address) || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "paypay:") return true;
  if (emulatorOrigin !== null) return isSameMachine(url, new URL(emulatorOrigin));
  return url.protocol === "https:" && url.port === "" && isPayPayHost(url.hostname);
}

function isPayPayHost(hostname: string): boolean {
  return hostname === "paypay.ne.jp" || hostname.endsWith(".paypay.ne.jp");
}

function isSameMachine(url: URL, emulator: URL): boolean {
  return url.protocol === emulator.protocol && url.port === emulator.port && isLoopback(url.hostname);
}
