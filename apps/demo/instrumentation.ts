/** At the server's start: checks the configuration, and goes on with what an earlier process left open until told to stop. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { kaikei } = await import("./lib/kaikei.ts");
  // Next ends by itself once the open streams have.
  process.once("SIGTERM", () => void kaikei.close());
  process.once("SIGINT", () => void kaikei.close());
  await kaikei.worker();
}
