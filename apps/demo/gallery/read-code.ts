import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Specimen } from "./specimens.ts";

// The server runs in the demo's own folder.
const examples = join(process.cwd(), "gallery", "examples");

/** The source of a specimen's example: what is shown is what runs. */
export function readCode({ name }: Specimen, folder = examples): Promise<string> {
  return readFile(join(folder, `${name}.tsx`), "utf8");
}
