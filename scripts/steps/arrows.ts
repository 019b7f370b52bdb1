import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { oneFailed, onePassed, sum, type Tally } from "../tally.ts";
import { binOf, inWorkspace, root } from "../workspace.ts";

/** Checks who imports whom, and that the checker would notice: it is green when it reads nothing. */
export async function checkArrows(say: (line: string) => void): Promise<Tally> {
  const found = await cruise(root, ["packages", "apps"]);
  for (const { rule, from, to } of found.violations) say(`✗ ${rule}: ${from} → ${to}`);
  say(`${found.modules} modules read, ${found.violations.length} forbidden imports.`);
  const clean = found.modules > 0 && found.violations.length === 0;
  return sum([clean ? onePassed : oneFailed, await refusesAPlantedImport(say)]);
}

const planted = {
  "packages/server/src/domain/planted.ts": 'import "../store/planted.ts";\n',
  "packages/server/src/store/planted.ts": "export const planted = true;\n",
};

async function refusesAPlantedImport(say: (line: string) => void): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "kaikei-arrows-"));
  try {
    cpSync(inWorkspace("tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { violations } = await cruise(folder, ["packages"]);
    const refused = violations.some(({ rule }) => rule === "domain-is-pure");
    say(
      refused ? "A planted import is refused." : "✗ A planted import of the store by the domain went unseen.",
    );
    return refused ? onePassed : oneFailed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Found {
  modules: number;
  violations: { rule: string; from: string; to: string }[];
}

interface CruiserReport {
  summary: {
    totalCruised: number;
    violations: { rule: { name: string; severity: string }; from: string; to: string }[];
  };
}

function cruise(cwd: string, folders: string[]): Promise<Found> {
  const program = binOf({ from: ".", dependency: "dependency-cruiser", bin: "depcruise" });
  const config = inWorkspace(".dependency-cruiser.cjs");
  const args = [program, ...folders, "--config", config, "--output-type", "json"];
  return new Promise((resolve, reject) => {
    // Its exit code is the number of violations, so only unreadable output is a failure to run.
    execFile(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        const { summary }: CruiserReport = JSON.parse(stdout);
        const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
        resolve({ modules: summary.totalCruised, violations });
      } catch {
        reject(new Error(`dependency-cruiser did not run: ${stderr || error?.message || stdout}`));
      }
    });
  });
}
