import type { Connection } from "../connection.ts";
import type { ResultName } from "../result-codes.ts";
import { pause, type Schedule } from "../schedule.ts";
import type { Fault } from "./faults.ts";

export interface Struck {
  readonly fault: Fault;
  readonly connection: Connection;
  readonly schedule: Schedule;
  /** Does what the caller asked for; called at most once. */
  readonly effect: () => Promise<Response>;
  readonly refused: (name: ResultName) => Response;
  /** Does something so many milliseconds later. */
  readonly later: (milliseconds: number, effect: () => Promise<unknown>) => void;
  /** Lets this customer, if any, pay the code that the call made, and waits until the shop has heard of everything. */
  readonly tell: (customer: string | undefined) => Promise<void>;
}

/** Answers a call that a fault struck. */
export async function strike(struck: Struck): Promise<Response> {
  const { fault, connection, schedule, effect } = struck;
  switch (fault.kind) {
    case "reset_before":
      return connection.reset();
    case "reset_after":
      await effect();
      return connection.reset();
    case "half_body":
      return connection.cut(await effect());
    case "rate_limit":
      return struck.refused("RATE_LIMIT");
    case "refuse":
      if (fault.after) await effect();
      return struck.refused(fault.code);
    case "late_effect":
      struck.later(fault.milliseconds, effect);
      return connection.reset();
    case "webhook_first": {
      const response = await effect();
      await struck.tell(fault.customer);
      return response;
    }
    case "delay": {
      if (!fault.after) await pause(schedule, fault.milliseconds);
      const response = await effect();
      if (fault.after) await pause(schedule, fault.milliseconds);
      return response;
    }
    case "hang":
      if (fault.after) await effect();
      return connection.hang();
    case "status":
      if (fault.after) await effect();
      return statusResponse(fault.status, fault.body, fault.headers);
    case "html_502":
      if (fault.after) await effect();
      return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
        headers: { "content-type": "text/html" },
      });
  }
}

function statusResponse(
  status: number,
  body: string | Record<string, unknown>,
  headers: Record<string, string>,
): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain" : "application/json";
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : text, { status, headers: { "content-type": type, ...headers } });
}
