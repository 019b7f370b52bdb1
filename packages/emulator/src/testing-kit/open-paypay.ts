import type { Control } from "../control/control.ts";
import { createEmulator, type Emulator } from "../emulator.ts";
import type { EmulatorOptions } from "../options.ts";
import { type RunningEmulator, type ServerOptions, startEmulator } from "../server.ts";
import { sendOver, sendWithin } from "./control-client.ts";
import { createPayPay, type PayPay } from "./paypay.ts";

/** A PayPay in this process, without a port. */
export interface InProcessPayPay extends PayPay {
  /** Answers API calls and wallet pages: the shop's way to PayPay. */
  readonly fetch: Emulator["fetch"];
  /** The emulator's inside, in one step and without promises. */
  readonly control: Control;
}

/**
 * A PayPay without a port, for tests that hand the shop a `fetch`.
 *
 * @example
 * ```ts
 * const paypay = createTestPayPay({ webhookUrl, fetch: (url, init) => shop.handle(new Request(url, init)) });
 * const answer = await paypay.fetch(signedRequest);
 * await paypay.shopper("taro").pay();
 * ```
 */
export function createTestPayPay(options: EmulatorOptions = {}): InProcessPayPay {
  const { fetch, control } = createEmulator(options);
  const url = options.publicUrl ?? "http://127.0.0.1:4010";
  return {
    ...createPayPay(
      url,
      sendWithin(() => control),
    ),
    fetch,
    control,
  };
}

/** A PayPay on a port of this process, which a test may end and start again. */
export interface RunningPayPay extends PayPay {
  /** The emulator's inside, in one step and without promises. Throws while it is down. */
  readonly control: Control;
  /** Down: nobody answers at its address, and what it knew is forgotten. */
  stop(): Promise<void>;
  /** Up again at the same address. */
  start(): Promise<void>;
}

/**
 * Starts a PayPay on a port: a free one unless told. Whoever starts it stops it.
 *
 * @example
 * ```ts
 * const paypay = await startTestPayPay({ webhookUrl: "http://localhost:3000/api/kaikei/notifications/paypay" });
 * process.env.PAYPAY_EMULATOR_URL = paypay.url;
 * afterEach(() => paypay.heal());
 * afterAll(() => paypay.stop());
 *
 * test("a paid order is fulfilled", async () => {
 *   const address = await checkOut("order-1");
 *   await paypay.shopper().pay(address);
 *   await expect.poll(() => isFulfilled("order-1")).toBe(true);
 * });
 * ```
 */
export async function startTestPayPay(options: Partial<ServerOptions> = {}): Promise<RunningPayPay> {
  let running: RunningEmulator | undefined = await startEmulator({ port: 0, ...options });
  const { url } = running;
  const control = (): Control => {
    if (running) return running.control;
    throw new Error(`The PayPay at ${url} is down: start() it first.`);
  };
  return {
    ...createPayPay(url, sendWithin(control)),
    get control() {
      return control();
    },
    stop: async () => {
      await running?.close();
      running = undefined;
    },
    start: async () => {
      running ??= await startEmulator({ ...options, port: Number(new URL(url).port) });
    },
  };
}

/**
 * A PayPay that somebody else has started with `kaikei-emulator --control`, for example Playwright's `webServer`.
 *
 * @example
 * ```ts
 * const paypay = connectTestPayPay("http://127.0.0.1:4010");
 * await paypay.loseWebhook();
 * ```
 */
export function connectTestPayPay(url: string): PayPay {
  const address = url.replace(/\/+$/, "");
  return createPayPay(address, sendOver(address));
}
