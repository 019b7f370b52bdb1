import { parseArgs } from "node:util";
import { z } from "zod";
import type { ServerOptions } from "./server.ts";

export const usage = `kaikei-emulator: a stand-in for PayPay with a wallet to pay from

  --port <number>         where to listen (default 4010, or KAIKEI_EMULATOR_PORT; 0 chooses a free one)
  --hostname <name>       which address to listen on (default 127.0.0.1)
  --public-url <url>      where shoppers reach it, for the addresses in codes
  --webhook-url <url>     where events go
  --code-life <seconds>   how long a code can be paid (default 300)
  --control               answer the control routes under /_control
  --help                  this text
`;

const numberSchema = (most: number) => z.coerce.number().int().min(0).max(most);
const addressSchema = z.url({ protocol: /^https?$/ }).optional();

/** Reads the command line. Null when only the help was asked for; throws an Error that says which option is wrong. */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ServerOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      hostname: { type: "string" },
      "public-url": { type: "string" },
      "webhook-url": { type: "string" },
      "code-life": { type: "string" },
      control: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  const port = values.port ?? environment.KAIKEI_EMULATOR_PORT ?? "4010";
  const life = values["code-life"];
  return {
    port: read("--port (or KAIKEI_EMULATOR_PORT)", numberSchema(65_535), port),
    hostname: values.hostname,
    publicUrl: read("--public-url", addressSchema, values["public-url"]),
    webhookUrl: read("--webhook-url", addressSchema, values["webhook-url"]),
    ...(life === undefined ? {} : { codeLifeSeconds: read("--code-life", numberSchema(31_536_000), life) }),
    control: values.control ?? false,
  };
}

function read<T>(name: string, schema: z.ZodType<T>, value: string | undefined): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${name} cannot be "${value}": ${parsed.error.issues[0]?.message ?? "invalid"}.`);
}
