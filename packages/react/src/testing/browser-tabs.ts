import { vi } from "vitest";

/** What the tabs of one browser share, in memory: locks, first come first served, and channels. */
export interface BrowserTabs {
  /** The names of locks and channels that were asked for. */
  names: Set<string>;
  /** What any script of this site can do: says something on every channel. */
  say(data: unknown): void;
  /** How often something was said. */
  said(): number;
}

/** Puts locks and channels into the page. `refused`: as where storage is refused. `vi.unstubAllGlobals` takes them away. */
export function stubBrowserTabs({ refused = false } = {}): BrowserTabs {
  const names = new Set<string>();
  const channels = new Set<FakeChannel>();
  const waiting = new Map<string, Array<() => Promise<void>>>();
  let said = 0;

  class FakeChannel {
    readonly name: string;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    constructor(name: string) {
      this.name = name;
      names.add(name);
      channels.add(this);
    }
    postMessage(data: unknown) {
      said += 1;
      deliver(data, this.name, this);
    }
    close() {
      channels.delete(this);
    }
  }

  function deliver(data: unknown, name: string | null, from: FakeChannel | null) {
    for (const channel of channels) {
      if (channel === from || (name !== null && channel.name !== name)) continue;
      const copy = structuredClone(data);
      queueMicrotask(() => channels.has(channel) && channel.onmessage?.({ data: copy }));
    }
  }

  async function request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) {
    if (refused) throw new DOMException("refused", "SecurityError");
    names.add(name);
    const queue = waiting.get(name) ?? [];
    waiting.set(name, queue);
    await new Promise<void>((resolve, reject) => {
      const turn = () => Promise.resolve(hold()).finally(resolve);
      signal.addEventListener("abort", () => {
        if (queue.indexOf(turn) <= 0) return;
        queue.splice(queue.indexOf(turn), 1);
        reject(signal.reason);
      });
      queue.push(turn);
      if (queue.length === 1) queueMicrotask(turn);
    });
    queue.shift();
    void queue[0]?.();
  }

  vi.stubGlobal("BroadcastChannel", FakeChannel);
  const get = (real: Navigator, name: keyof Navigator) =>
    name === "locks" ? { request } : Reflect.get(real, name, real);
  vi.stubGlobal("navigator", new Proxy(navigator, { get }));
  return { names, say: (data) => deliver(data, null, null), said: () => said };
}
