// The arrows of ARCHITECTURE.md, enforced. `pnpm test` also plants a forbidden import and sees it refused,
// because this tool is green when it reads nothing.

const server = "^packages/server/src";
const test = "[.](test|suite)[.]tsx?$";

/** One layer of the server package and the only places of it that the layer may import. */
const layer = (name, path, allowed) => ({
  name: `server-${name}`,
  severity: "error",
  from: { path: `${server}/${path}`, pathNot: [test, `${server}/testing/`] },
  to: { path: `${server}/`, pathNot: [`${server}/${path}`, ...allowed.map((to) => `${server}/${to}`)] },
});

const foundations = ["errors[.]ts$", "logger[.]ts$", "provider[.]ts$"];

module.exports = {
  forbidden: [
    layer("domain", "domain/", []),
    layer("errors", "errors[.]ts$", []),
    layer("environment", "environment[.]ts$", ["errors[.]ts$"]),
    layer("provider-shape", "provider[.]ts$", ["domain/", "errors[.]ts$"]),
    layer("telemetry", "telemetry[.]ts$", ["domain/", "logger[.]ts$", "provider[.]ts$"]),
    layer("open-telemetry", "open-telemetry[.]ts$", ["logger[.]ts$", "provider[.]ts$", "telemetry[.]ts$"]),
    layer("contract", "contract/", ["domain/", "errors[.]ts$"]),
    layer("providers", "providers/[^/]+/", ["domain/", "environment[.]ts$", ...foundations]),
    layer("store", "store/", ["domain/", "environment[.]ts$", ...foundations]),
    layer("accounts", "accounts/", [
      "contract/",
      "domain/",
      "payments/(context|later|payment-id|problem-error|shopper)[.]ts$",
      "secret[.]ts$",
      "store/",
      ...foundations,
    ]),
    layer("cashback", "cashback/", [
      "accounts/",
      "domain/",
      "payments/(context|later|problem-error)[.]ts$",
      "store/",
      ...foundations,
    ]),
    layer("payments", "payments/", [
      "accounts/",
      "cashback/",
      "contract/",
      "domain/",
      "store/",
      "telemetry[.]ts$",
      ...foundations,
    ]),
    layer("reconcile-file", "reconcile-file/", ["domain/", "payments/", "store/", ...foundations]),
    layer("events", "events/", ["contract/", "domain/", "payments/", "store/", ...foundations]),
    layer("http", "http/", [
      "accounts/",
      "contract/",
      "domain/",
      "events/",
      "payments/",
      "kaikei[.]ts$",
      "open-kaikei[.]ts$",
      "store/availability[.]ts$",
      ...foundations,
    ]),
    {
      name: "domain-is-pure",
      comment: "domain/ sees zod and itself: no I/O, no clock, no randomness.",
      severity: "error",
      from: { path: `${server}/domain/`, pathNot: test },
      to: { pathNot: [`${server}/domain/`, "node_modules/zod/"] },
    },
    {
      name: "providers-do-not-know-each-other",
      severity: "error",
      from: { path: `${server}/providers/([^/]+)/`, pathNot: test },
      to: { path: `${server}/providers/`, pathNot: `${server}/providers/$1/` },
    },
    {
      name: "emulator-and-server-are-written-apart",
      comment: "Each is written from PayPay's facts, so that one's misreading does not hide the other's.",
      severity: "error",
      from: { path: "^packages/(emulator|server)/", pathNot: [test, `${server}/testing/`] },
      to: { path: "^packages/(emulator|server)/", pathNot: "^packages/$1/" },
    },
    {
      name: "react-takes-types-only-from-the-server",
      severity: "error",
      from: { path: "^packages/react/" },
      to: { path: "^packages/(server|emulator)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "react-takes-only-the-contract",
      severity: "error",
      from: { path: "^packages/react/" },
      to: { path: "^packages/(server|emulator)/", pathNot: "^packages/server/src/contract/" },
    },
    {
      name: "packages-do-not-know-the-demo",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^apps/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      // The guard's import is a sentence on purpose: what stops a browser's build.
      from: { pathNot: `${server}/browser-guard[.]ts$` },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "([.]next|dist)/|next-env[.]d[.]ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@kaikei/source", "import", "default"],
      extensions: [".ts", ".tsx", ".js", ".css"],
    },
  },
};
