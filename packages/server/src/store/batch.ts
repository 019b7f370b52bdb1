/**
 * Reads by key, and makes one read of all that is asked for in one turn of the event loop: a server that answers a
 * hundred polls at once asks its database once, and one that answers a single poll waits for nobody.
 */
export function createBatch<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  let asked: { key: string; resolve: (value: Value | null) => void; reject: (error: unknown) => void }[] = [];
  const flush = async () => {
    const batch = asked;
    asked = [];
    try {
      const found = await read([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return (key) =>
    new Promise((resolve, reject) => {
      asked.push({ key, resolve, reject });
      if (asked.length === 1) setImmediate(() => void flush());
    });
}
