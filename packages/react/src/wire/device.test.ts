import { afterEach, expect, test, vi } from "vitest";
import { correctDevice } from "./device.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ["an iPad, which calls itself a Mac", "MacIntel", 5, "desktop", "phone"],
  ["a Mac", "MacIntel", 0, "desktop", "desktop"],
  ["a laptop with a touch screen", "Win32", 10, "desktop", "desktop"],
  ["a phone", "iPhone", 5, "phone", "phone"],
] as const)("%s", (_what, platform, maxTouchPoints, told, device) => {
  vi.stubGlobal("navigator", { platform, maxTouchPoints });
  expect(correctDevice(told)).toBe(device);
});
