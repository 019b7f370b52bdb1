import { createHeldSchedule } from "./held-schedule.ts";
import { openShop } from "./shop.ts";

export const webhookUrl = "http://shop.test/notifications";

type Answer = (body: Record<string, unknown>, signal: AbortSignal | null) => Response | Promise<Response>;

/** A shop whose webhook address answers as told; `received` is what arrived, in order. */
export function openListener(answer: Answer = () => new Response("OK")) {
  const received: Record<string, unknown>[] = [];
  const addresses = new Set<string>();
  const time = createHeldSchedule();
  const receive: typeof fetch = async (url, init) => {
    addresses.add(String(url));
    const body = JSON.parse(String(init?.body));
    received.push(body);
    return answer(body, init?.signal ?? null);
  };
  const shop = openShop({ webhookUrl, fetch: receive, schedule: time.schedule });
  return {
    shop,
    received,
    addresses,
    time,
    attempts: () => shop.control.notifications().map(({ sent }) => sent),
  };
}
