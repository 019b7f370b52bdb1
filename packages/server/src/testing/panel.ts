import { trialMerchant } from "@kaikei/emulator";
import { createPayPayClient, type PayPayClient } from "../providers/paypay/index.ts";
import type { TestShop } from "./test-shop.ts";

/** The same merchant by another way than the kit, as with PayPay's own panel: the kit learns of it by looking only. */
export function panelOf(shop: TestShop): PayPayClient {
  const { apiKey, apiSecret, merchantId } = trialMerchant;
  const { url: emulatorUrl } = shop.emulator;
  return createPayPayClient({
    environment: "emulator",
    emulatorUrl,
    clock: shop.now,
    apiKey,
    apiSecret,
    merchantId,
  });
}

export async function refundInPanel(shop: TestShop, payment: string, amount: number): Promise<void> {
  const { providerPaymentId } = await shop.kaikei.payments.get(payment);
  await panelOf(shop).refunds.create({
    merchantRefundId: "panel-1",
    paymentId: providerPaymentId ?? "",
    amount: { amount, currency: "JPY" },
    requestedAt: Math.floor(shop.now().getTime() / 1000),
  });
}
