/**
 * True for an error that says the database cannot be reached or does not take work now, as opposed to one that says
 * our statement was wrong. PostgreSQL: class 08 (connection), 53 (resources), 57P (shutting down), 25006 (read-only).
 */
export function isStoreUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && unavailable.test(cause.code)) return true;
    if (unavailableMessage.test(cause.message)) return true;
  }
  return false;
}

const unavailable = /^(08|53|57P|25006|ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|EHOSTUNREACH)/;

/** What pg and PGlite say without a code. */
const unavailableMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed)|PGlite is closed)/;
