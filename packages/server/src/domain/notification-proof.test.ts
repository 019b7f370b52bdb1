import { expect, it } from "vitest";
import { notificationsArrive, proofLength } from "./notification-proof.ts";

const now = new Date("2026-11-21T03:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const told = { paidAt: ago(60), notifiedAt: ago(59) };
const times = (count: number) => Array.from({ length: count }, () => told);

it.each<[string, Parameters<typeof notificationsArrive>[0], boolean]>([
  ["nobody has paid yet", [], false],
  ["four were told of", times(proofLength - 1), false],
  ["five were told of", times(proofLength), true],
  ["the newest was not told of", [{ ...told, notifiedAt: null }, ...times(proofLength - 1)], false],
  ["one before was not told of", [...times(proofLength - 1), { ...told, notifiedAt: null }], false],
  ["one was told of five seconds later", [...times(4), { ...told, notifiedAt: ago(55) }], true],
  ["one was told of when a look had long seen it", [...times(4), { ...told, notifiedAt: ago(54) }], false],
  ["told of before the provider's clock says paid", [...times(4), { ...told, notifiedAt: ago(62) }], true],
  ["all of it was two days ago", Array(5).fill({ paidAt: ago(172_800), notifiedAt: ago(172_799) }), false],
])("%s", (_name, lastPaid, proven) => {
  expect(notificationsArrive(lastPaid, now)).toBe(proven);
});
