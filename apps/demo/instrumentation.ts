/** At the server's start: checks the configuration and goes on with what an earlier process left open. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { kaikei } = await import("./lib/kaikei.ts");
  await kaikei.worker();
}
