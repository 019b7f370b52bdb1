import type { KaikeiErrorCode } from "../errors.ts";

export type { KaikeiErrorCode };

/** The body of every answer that is not 2xx. */
export interface ErrorView {
  error: {
    code: KaikeiErrorCode;
    /** English, for the developer. The shopper's words are chosen by `code`. */
    message: string;
    retryable: boolean;
    help: string;
  };
}
