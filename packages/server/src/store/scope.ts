import { and, eq, or } from "drizzle-orm";
import { payments } from "./schema.ts";

/** Whose payments: a trial's are never mistaken for the real merchant's. */
export interface Scope {
  environment: string;
  merchant: string;
}

/** Whose rows: a process never touches those of an environment or a merchant that it is not configured for. */
export function inScope(...scopes: readonly Scope[]) {
  return or(
    ...scopes.map((scope) =>
      and(eq(payments.environment, scope.environment), eq(payments.merchant, scope.merchant)),
    ),
  );
}
