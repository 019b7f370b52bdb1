import * as tls from "node:tls";
import { createPayPayClient } from "@kaikei/server/paypay";
import sdk from "@paypayopa/paypayopa-sdk-node";
import { z } from "zod";
import { startChild } from "../child.ts";
import type { Row } from "../result.ts";
import { type Comparison, compareRounds, inWords } from "../rounds.ts";

const inFlight = 10;
const callsPerRound = 100;
const rounds = { count: 120, warmUp: 10 };

export const calls: Row = {
  name: "calls",
  method:
    "CPU time of this process (`process.cpuUsage()`) for 100 signed calls, 10 in flight, over TLS to one mock server in another process; Kaikei's client and PayPay's SDK in turn, 120 rounds each.",
  run: async () => {
    const server = await startChild("paypay/mock-server.ts", z.object({ port: z.int(), cert: z.string() }));
    tls.setDefaultCACertificates([server.ready.cert]);
    const credentials = {
      apiKey: "a_bench",
      apiSecret: "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmU=",
      merchantId: "100000000000000002",
    };
    const { port } = server.ready;
    const ours = createPayPayClient({
      environment: "emulator",
      emulatorUrl: `https://127.0.0.1:${port}`,
      ...credentials,
    });
    sdk.Configure({
      clientId: credentials.apiKey,
      clientSecret: credentials.apiSecret,
      merchantId: credentials.merchantId,
      conf: new sdk.Conf({ hostName: "127.0.0.1", portNumber: port }),
    });

    const get = await compareRounds(
      rounds,
      cpuPerCall(async () => {
        const { kind } = await ours.codes.payment({ merchantPaymentId: "order-1" });
        if (kind !== "done") throw new Error(`Kaikei's GET: ${kind}`);
      }),
      cpuPerCall(async () => {
        const { STATUS } = await sdk.GetCodePaymentDetails(["order-1"]);
        if (STATUS !== 200) throw new Error(`The SDK's GET: ${STATUS}`);
      }),
    );
    const post = await compareRounds(
      rounds,
      cpuPerCall(async () => {
        const { kind } = await ours.codes.create(newCode());
        if (kind !== "done") throw new Error(`Kaikei's POST: ${kind}`);
      }),
      cpuPerCall(async () => {
        const { STATUS } = await sdk.QRCodeCreate(newCode());
        if (STATUS !== 201) throw new Error(`The SDK's POST: ${STATUS}`);
      }),
    );
    ours.close();
    await server.end();

    const line = (method: string, comparison: Comparison, most: number) => ({
      what: `CPU per signed ${method} against PayPay's SDK`,
      target: `<= ${most}x`,
      measured: `${inWords(comparison)}: ${comparison.ours.toFixed(0)} against ${comparison.theirs.toFixed(0)} µs`,
      met: comparison.ratio <= most,
    });
    return [line("GET", get, 0.55), line("POST", post, 0.45)];
  },
};

/** Microseconds. */
function cpuPerCall(call: () => Promise<void>): () => Promise<number> {
  return async () => {
    let left = callsPerRound;
    const callOneAfterTheOther = async () => {
      while (left-- > 0) await call();
    };
    const before = process.cpuUsage();
    await Promise.all(Array.from({ length: inFlight }, callOneAfterTheOther));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / callsPerRound;
  };
}

function newCode() {
  return {
    merchantPaymentId: "order-1",
    amount: { amount: 1500, currency: "JPY" as const },
    codeType: "ORDER_QR" as const,
    orderDescription: "Strawberry shortcake",
    requestedAt: Math.floor(Date.now() / 1000),
    redirectUrl: "https://shop.example/orders/1",
    redirectType: "WEB_LINK" as const,
    isAuthorization: false,
  };
}
