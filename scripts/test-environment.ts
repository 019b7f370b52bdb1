import { resolve } from "node:path";
import { quietTools } from "./demo-environment.ts";

/** The environment without what would make a test depend on whose machine it runs on. */
export function testEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(PAYPAY_|KAIKEI_|DATABASE_URL$|PORT$|NODE_ENV$|NODE_OPTIONS$)/;
  const kept = Object.entries(environment).filter(([name]) => !ours.test(name));
  // A hundred shops are started to be killed: what Node has compiled once it need not compile again.
  const NODE_COMPILE_CACHE = resolve("node_modules/.cache/node-compile");
  return { ...Object.fromEntries(kept), ...quietTools, NODE_COMPILE_CACHE };
}
