/** What the demo's programs are told, and where they will answer. */
export interface DemoEnvironment {
  shopUrl: string;
  /** `null` when the shop talks to PayPay's own sandbox or production. */
  emulatorUrl: string | null;
  /** Where the emulator sends its notifications. */
  webhookUrl: string;
  variables: NodeJS.ProcessEnv;
}

/** Without PayPay's own environment asked for, everything runs on this machine and needs no account. */
export function demoEnvironment(options: {
  shopPort: number;
  emulatorPort: number;
  databaseFolder: string;
  environment: NodeJS.ProcessEnv;
}): DemoEnvironment {
  const { shopPort, emulatorPort, databaseFolder, environment } = options;
  const shopUrl = `http://localhost:${shopPort}`;
  const webhookUrl = `http://127.0.0.1:${shopPort}/api/kaikei/notifications/paypay`;
  const always = {
    ...environment,
    PORT: String(shopPort),
    DATABASE_URL: environment.DATABASE_URL || databaseFolder,
    ...quietTools,
  };

  if (talksToPayPay(environment)) {
    const publicUrl = environment.KAIKEI_PUBLIC_URL || shopUrl;
    return { shopUrl, emulatorUrl: null, webhookUrl, variables: { ...always, KAIKEI_PUBLIC_URL: publicUrl } };
  }

  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  return {
    shopUrl,
    emulatorUrl,
    webhookUrl,
    variables: {
      ...always,
      KAIKEI_PUBLIC_URL: shopUrl,
      PAYPAY_ENVIRONMENT: "emulator",
      PAYPAY_EMULATOR_URL: emulatorUrl,
    },
  };
}

/** Nobody's build tools report home from somebody else's machine. */
export const quietTools = { NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

export function talksToPayPay(environment: NodeJS.ProcessEnv): boolean {
  const asked = environment.PAYPAY_ENVIRONMENT;
  return asked === "sandbox" || asked === "production";
}
