import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";
import nineteen from "../vitest.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// Whatever has React as its peer comes from this folder, and so finds 18.3.
const withReact = ["react", "react-dom", "swr", "qrcode.react", "@testing-library/react"];

const eighteen = mergeConfig(
  nineteen,
  defineConfig({
    root: here(".."),
    resolve: {
      alias: withReact.map((name) => ({
        find: new RegExp(`^${name}(?=/|$)`),
        replacement: here(`node_modules/${name}`),
      })),
    },
    test: { name: "react 18" },
  }),
);

// Not merged, which would add to the list. A few tell what differs: StrictMode, effects, SWR's store, hydration, refs.
eighteen.test.include = [
  "src/tags/{paypay-qr,payment-status,link-account-button}.test.tsx",
  "src/hooks/use-*.test.tsx",
  "src/{server-render,node-render}.test.tsx",
  "src/cards/late-card.test.tsx",
  "src/parts/{anatomy,card-boundary}.test.tsx",
];

export default eighteen;
