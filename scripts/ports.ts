import { once } from "node:events";
import { createServer } from "node:net";

/** A port that a person chose, by a variable or by our default, and the variable that changes it. */
export interface ChosenPort {
  port: number;
  variable: string;
}

/** Reads a port from the environment. */
export function choosePort(
  variable: string,
  fallback: number,
  environment: NodeJS.ProcessEnv = process.env,
): ChosenPort {
  const text = environment[variable]?.trim() ?? "";
  if (text === "") return { port: fallback, variable };
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`${variable} is "${text}", which is no port. Set it to a number from 1 to 65535.`);
  }
  if (refusedByBrowsers.has(port)) {
    throw new Error(`${variable} is ${port}, which every browser refuses to open. Choose another port.`);
  }
  return { port, variable };
}

/** The unprivileged "bad ports" of the Fetch standard: other protocols live there, so browsers and Node's fetch refuse them. */
const refusedByBrowsers = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

/** Refuses ports that somebody already listens on, before anything slow has begun. */
export async function refuseTakenPorts(chosen: ChosenPort[]): Promise<void> {
  for (const [index, { port, variable }] of chosen.entries()) {
    const twin = chosen.slice(0, index).find((other) => other.port === port);
    if (twin !== undefined) {
      throw new Error(`${twin.variable} and ${variable} are both ${port}. Set one of them to another port.`);
    }
    if (await isTaken(port)) {
      throw new Error(
        `Port ${port} is already taken. End what listens there, or choose another: ${variable}=${port + 10}.`,
      );
    }
  }
}

/** Somebody may hold the port on one address only, so each is tried. */
async function isTaken(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0", "::"]) {
    const server = createServer();
    try {
      server.listen({ port, host, exclusive: true });
      await once(server, "listening");
      server.close();
      await once(server, "close");
    } catch (error) {
      // A machine without IPv6 has no such address: that is no answer about the port.
      if (codeOf(error) === "EADDRINUSE" || codeOf(error) === "EACCES") return true;
    }
  }
  return false;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
