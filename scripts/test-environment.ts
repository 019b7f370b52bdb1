import { quietTools } from "./demo-environment.ts";

/** The environment without what would make a test depend on whose machine it runs on. */
export function testEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(PAYPAY_|KAIKEI_|DATABASE_URL$|PORT$|NODE_ENV$|NODE_OPTIONS$)/;
  const kept = Object.entries(environment).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), ...quietTools };
}
