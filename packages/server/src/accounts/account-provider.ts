import type { PaymentContext } from "../payments/context.ts";
import type { AccountProvider, PaymentProvider } from "../provider.ts";
import type { LinkOwner } from "../store/account-link-store.ts";

type LinkingProvider = PaymentProvider & { accounts: AccountProvider };

/** Under whose name a customer's link is kept; where no provider can link any, there is none. */
export function ownerOf({ providers }: PaymentContext, customer: string): LinkOwner {
  const { name, environment, merchant } = providers.find(canLink) ?? providers[0];
  return { provider: name, environment, merchant, customer };
}

function canLink(provider: PaymentProvider): provider is LinkingProvider {
  return provider.accounts !== undefined;
}
