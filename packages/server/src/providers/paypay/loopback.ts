/**
 * True for a host name that can only be this machine: 127.0.0.0/8, `[::1]` and `localhost`. Takes
 * `URL.hostname`, which has already brought spellings such as `127.1` and `0x7f.0.0.1` into this form.
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
