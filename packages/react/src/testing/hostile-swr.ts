import { type Mock, vi } from "vitest";

const heard = (): Mock<() => void> => vi.fn();

/** What a shop's own SWRConfig may say, and none of which may reach the kit. */
export const hostileSwr = () => ({
  suspense: true,
  isPaused: () => true,
  refreshInterval: 0,
  refreshWhenHidden: true,
  revalidateOnFocus: false,
  revalidateOnMount: false,
  revalidateIfStale: false,
  shouldRetryOnError: false,
  dedupingInterval: 600_000,
  provider: () => new Map(),
  fetcher: () => Promise.reject(new Error("the shop's")),
  onError: heard(),
  onSuccess: heard(),
  onErrorRetry: heard(),
});
