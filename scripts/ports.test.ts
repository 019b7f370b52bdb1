import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { choosePort, refuseTakenPorts } from "./ports.ts";

const servers = new Set<ReturnType<typeof createServer>>();

afterEach(() => {
  for (const server of servers) server.close();
  servers.clear();
});

test("the variable chooses the port, and an empty one leaves the default", () => {
  expect(choosePort("KAIKEI_DEMO_PORT", 3000, {})).toEqual({ port: 3000, variable: "KAIKEI_DEMO_PORT" });
  expect(choosePort("KAIKEI_DEMO_PORT", 3000, { KAIKEI_DEMO_PORT: " " }).port).toBe(3000);
  expect(choosePort("KAIKEI_DEMO_PORT", 3000, { KAIKEI_DEMO_PORT: "8080" }).port).toBe(8080);
});

test.each(["http", "0", "65536", "80.5", "-1"])("%s is no port, and the error names the variable", (text) => {
  expect(() => choosePort("KAIKEI_DEMO_PORT", 3000, { KAIKEI_DEMO_PORT: text })).toThrow(
    `KAIKEI_DEMO_PORT is "${text}"`,
  );
});

test("a port that no browser opens is refused, rather than waited for in vain", () => {
  expect(() => choosePort("KAIKEI_EMULATOR_PORT", 4010, { KAIKEI_EMULATOR_PORT: "4190" })).toThrow(
    "KAIKEI_EMULATOR_PORT is 4190, which every browser refuses to open.",
  );
});

test.each(["127.0.0.1", "0.0.0.0"])("a port taken on %s is refused by number and variable", async (host) => {
  const port = await listen(host);
  await expect(refuseTakenPorts([{ port, variable: "KAIKEI_EMULATOR_PORT" }])).rejects.toThrow(
    `Port ${port} is already taken. End what listens there, or choose another: KAIKEI_EMULATOR_PORT=${port + 10}.`,
  );
});

test("a free port is accepted", async () => {
  const port = await listen("127.0.0.1");
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  servers.clear();
  await expect(refuseTakenPorts([{ port, variable: "KAIKEI_DEMO_PORT" }])).resolves.toBeUndefined();
});

test("the same port for both is refused", async () => {
  await expect(
    refuseTakenPorts([
      { port: 45_671, variable: "KAIKEI_DEMO_PORT" },
      { port: 45_671, variable: "KAIKEI_EMULATOR_PORT" },
    ]),
  ).rejects.toThrow("KAIKEI_DEMO_PORT and KAIKEI_EMULATOR_PORT are both 45671");
});

function listen(host: string): Promise<number> {
  const server = createServer();
  servers.add(server);
  return new Promise((resolve, reject) => {
    server.on("error", reject).listen(0, host, () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
}
