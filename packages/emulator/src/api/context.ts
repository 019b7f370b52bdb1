import type { MovableClock } from "../clock.ts";
import type { Connection } from "../connection.ts";
import type { CallLog, RecordedCall } from "../control/calls.ts";
import type { FaultList } from "../control/faults.ts";
import type { LateEffects } from "../control/late-effects.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { MerchantList } from "../merchant-list.ts";
import type { Merchant, Settings } from "../options.ts";
import type { Notifier } from "../webhooks/notifier.ts";

/** What the API's routes share. */
export interface ApiParts {
  readonly settings: Settings;
  readonly merchants: MerchantList;
  readonly clock: MovableClock;
  readonly ledger: Ledger;
  readonly calls: CallLog;
  readonly faults: FaultList;
  readonly lateEffects: LateEffects;
  readonly notifier: Notifier;
}

/** What Hono carries from the front door to a route. */
export interface ApiEnvironment {
  readonly Bindings: { readonly connection: Connection };
  readonly Variables: {
    readonly merchant: Merchant;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly call: RecordedCall;
  };
}
