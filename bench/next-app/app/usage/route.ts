export const dynamic = "force-dynamic";

/** The CPU time that this process has used, in microseconds. */
export async function GET(): Promise<Response> {
  const { user, system } = process.cpuUsage();
  return Response.json({ cpu: user + system });
}

/** What it holds after a collection of garbage, in bytes. */
export async function POST(): Promise<Response> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("This needs node --expose-gc.");
  for (let round = 0; round < 3; round += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Response.json({ heapUsed: process.memoryUsage().heapUsed });
}
