import { z } from "zod";
import type { Control } from "../control/control.ts";
import { ControlError } from "../control/control-error.ts";
import { controlRoutes } from "../control/routes.ts";
import type { LedgerSnapshot } from "../control/snapshot.ts";

/** Sends one request to an emulator's control routes, below `/_control`, whoever carries it. */
export type SendControl = (path: string, init: RequestInit) => Promise<Response>;

/** Straight into an emulator of this process. `control` is asked for anew each time, because it may have been started again. */
export function sendWithin(control: () => Control): SendControl {
  return async (path, init) => controlRoutes(control()).request(path, init);
}

/** To an emulator that somebody else has started with `--control`. */
export function sendOver(url: string): SendControl {
  return (path, init) => fetch(`${url}/_control${path}`, init);
}

/** The control routes as functions. What is refused rejects with the emulator's own sentence. */
export function createControlClient(send: SendControl) {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = body
      ? { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
      : { method };
    const response = await send(path, init);
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    const refusal = refusalSchema.safeParse(answer);
    throw new ControlError(refusal.success ? refusal.data.error : notOurs(method, path, response.status));
  };
  return {
    read: async <T>(path: string, schema: z.ZodType<T>) => schema.parse(await ask("GET", path)),
    /** A command and its answer. */
    ask: async <T>(path: string, body: object, schema: z.ZodType<T>) =>
      schema.parse(await ask("POST", path, body)),
    /** A command whose answer says nothing more. */
    tell: async (path: string, body: object = {}) => void (await ask("POST", path, body)),
  };
}

const refusalSchema = z.object({ error: z.string() });

/** An answer of the emulator's own type, from the same package and version: only that it is one is looked at. */
export function answerWith<T>(field: string & keyof T): z.ZodType<T> {
  return z.custom<T>((answer) => typeof answer === "object" && answer !== null && field in answer);
}

export const ledgerAnswer = answerWith<LedgerSnapshot>("codes");

export type ControlClient = ReturnType<typeof createControlClient>;

function notOurs(method: string, path: string, status: number): string {
  return (
    `${method} /_control${path} was answered with ${status} and no control answer. ` +
    "Does an emulator run at that address, and was it started with --control?"
  );
}
