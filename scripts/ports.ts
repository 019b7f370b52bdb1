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
  return { port, variable };
}

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
