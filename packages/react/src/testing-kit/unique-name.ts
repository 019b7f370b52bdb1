/** A name that no other test, page or tab has, even where a test has stilled `Math.random`. */
export function uniqueName(prefix: string): string {
  // Not `randomUUID`: a browser has that on secure pages alone.
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return prefix + high.toString(36) + low.toString(36);
}
