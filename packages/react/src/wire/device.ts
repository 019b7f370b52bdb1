import type { PaymentView } from "@kaikei/server/contract";

type Device = PaymentView["device"];

/** An iPad tells the server that it is a Mac; but no Mac has a touch screen. */
export function correctDevice(told: Device): Device {
  const isTouchMac = navigator.maxTouchPoints > 1 && navigator.platform.startsWith("Mac");
  return isTouchMac ? "phone" : told;
}
