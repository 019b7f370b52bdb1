import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Specimen } from "./specimens.ts";

// Wherever the server was started.
const examples = join(dirname(fileURLToPath(import.meta.url)), "examples");

/** The source of a specimen's example: what is shown is what runs. */
export function readCode({ name }: Specimen): Promise<string> {
  return readFile(join(examples, `${name}.tsx`), "utf8");
}
