/** As little as a route can do that answers with something of a payment's size: no token, no row. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return Response.json({
    id,
    order: "order-1",
    provider: "paypay",
    environment: "emulator",
    status: "pending",
    amount: { value: 4200, currency: "JPY" },
    refunded: 0,
    nextAction: {
      kind: "scan_qr",
      url: "http://127.0.0.1:4010/pay/04-7Zk0dEbrpkBYdgZe",
      deepLink: "http://127.0.0.1:4010/pay/04-7Zk0dEbrpkBYdgZe?app",
    },
    retiring: false,
    needsAttention: false,
    expiresAt: Date.now() + 300_000,
    paidAt: null,
    serverTime: Date.now(),
    pollAfterMs: 4600,
    device: "desktop",
    version: 2,
  });
}
