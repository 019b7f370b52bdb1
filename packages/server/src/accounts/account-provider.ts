import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import type { AccountProvider, PaymentProvider } from "../provider.ts";
import type { LinkOwner } from "../store/account-link-store.ts";

type LinkingProvider = PaymentProvider & { accounts: AccountProvider };

/**
 * The provider whose accounts are linked: the first that can.
 *
 * @throws KaikeiError `not_supported` when none can.
 */
export function linkingProvider({ providers }: PaymentContext): LinkingProvider {
  const provider = providers.find(canLink);
  if (provider !== undefined) return provider;
  throw new KaikeiError("not_supported", `${providers[0].name} cannot link accounts.`);
}

/** Under whose name a customer's link is kept; where no provider can link any, there is none. */
export function ownerOf({ providers }: PaymentContext, customer: string): LinkOwner {
  const { name, environment, merchant } = providers.find(canLink) ?? providers[0];
  return { provider: name, environment, merchant, customer };
}

function canLink(provider: PaymentProvider): provider is LinkingProvider {
  return provider.accounts !== undefined;
}
