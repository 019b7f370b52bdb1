const unheard = () => undefined;

/** Whatever the shop's own SWRConfig says of these must not reach us. */
export const ownSwr = {
  revalidateOnFocus: true,
  revalidateOnReconnect: true,
  refreshWhenHidden: false,
  refreshWhenOffline: false,
  suspense: false,
  keepPreviousData: false,
  // visibilitychange and focus arrive together on return: one look.
  focusThrottleInterval: 1_000,
  strictServerPrefetchWarning: false,
  // What goes wrong is told here, in the shopper's words; and our keys name capabilities.
  onError: unheard,
  onSuccess: unheard,
  onLoadingSlow: unheard,
} as const;
