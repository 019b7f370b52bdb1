import { readFileSync } from "node:fs";
import { inWorkspace } from "./workspace.ts";

export interface QuickStartFile {
  path: string;
  code: string;
}

/** The files that the README asks a shop to write: the code blocks below its heading that begin with their path. */
export function readQuickStart(): QuickStartFile[] {
  const readme = readFileSync(inWorkspace("README.md"), "utf8");
  const [, section = ""] = readme.split("\n## Three files in your storefront\n");
  const [body = ""] = section.split("\n## ");
  return [...body.matchAll(/```tsx?\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, path = "", code = ""]) => ({
    path,
    code,
  }));
}
