/** One call of the API as a test sees it. Headers, keys and signatures are not kept. */
export interface RecordedCall {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** From the body or the path, where the call speaks of one. */
  merchantPaymentId: string | null;
  authorized: boolean;
  /** Of the answer; null until one was sent whole, and so for ever after a hang, a reset or half a body. */
  status: number | null;
  /** `resultInfo.code` of the answer, if it has one. */
  code: string | null;
  /** The fault that struck, by its kind. */
  fault: string | null;
}

export interface CallLog {
  add(call: Pick<RecordedCall, "at" | "method" | "path" | "query">): RecordedCall;
  list(): readonly RecordedCall[];
  clear(): void;
}

export function createCallLog(): CallLog {
  let calls: RecordedCall[] = [];
  let number = 0;
  return {
    add: (call) => {
      number += 1;
      const recorded: RecordedCall = {
        number,
        ...call,
        merchantPaymentId: null,
        authorized: false,
        status: null,
        code: null,
        fault: null,
      };
      calls.push(recorded);
      return recorded;
    },
    list: () => calls,
    clear: () => {
      calls = [];
    },
  };
}
