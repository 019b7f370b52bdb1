import { expect, test } from "vitest";
import * as emulator from "./index.ts";

test("the package exports these names and no others", () => {
  expect(Object.keys(emulator).sort()).toEqual([
    "ControlError",
    "createEmulator",
    "startEmulator",
    "trialMerchant",
  ]);
});
