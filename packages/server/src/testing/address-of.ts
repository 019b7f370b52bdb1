import type { NextAction } from "../contract/payment-view.ts";

/** The address of the code that can be paid; null when there is none. */
export function addressOf({ nextAction }: { nextAction: NextAction | null }): string | null {
  return nextAction?.kind === "scan_qr" ? nextAction.url : null;
}
