import { expect, test } from "vitest";
import { pathWithoutOurs } from "./packages.ts";

test("the machine's own programs are what is on the PATH without any node_modules", () => {
  const path = "/shop/node_modules/.bin:/usr/local/bin:/home/mune/.npm/_npx/9c70/node_modules/.bin:/usr/bin";
  expect(pathWithoutOurs(path)).toBe("/usr/local/bin:/usr/bin");
});
