/** Takes these parameters out of the page's address and keeps `kept` with the history entry. */
export function dropFromAddress(names: readonly string[], kept: object = {}): void {
  const url = new URL(location.href);
  for (const name of names) url.searchParams.delete(name);
  // Next ignores an entry that already carries its own mark, and would later put the old address back.
  const { __NA, _N, ...state } = history.state ?? {};
  history.replaceState({ ...state, ...kept }, "", url);
}
