import type { World } from "./world.ts";

const tries = 12;

export interface Question {
  /** A capability for one payment. */
  token?: string;
  /** Who is signed in. */
  customer?: string;
  body?: object;
}

/** Asks one of the servers, and another one when it is dead or cannot answer now. Null: given up, or refused. */
export async function ask(world: World, method: string, path: string, question: Question): Promise<unknown> {
  const { token, customer, body } = question;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const servers = world.servers();
    const url = servers[world.random.between(0, servers.length - 1)] ?? "";
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          origin: world.publicUrl,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(customer === undefined ? {} : { "x-customer": customer }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      if (response.status < 500 && response.status !== 429) return null;
    } catch {
      // Killed under our hands, or silent: somebody else answers.
    }
    await world.clock.sleep(1000 + attempt * 1000);
  }
  return null;
}

/** What the shop's staff do, with the input that the kit takes. */
export function askStaff(world: World, what: string, body: object): Promise<unknown> {
  return ask(world, "POST", `/shop/${what}`, { body });
}
