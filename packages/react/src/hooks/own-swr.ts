/** Whatever the shop's own SWRConfig says of these must not reach us. */
export const ownSwr = {
  revalidateOnFocus: true,
  revalidateOnReconnect: true,
  refreshWhenHidden: false,
  refreshWhenOffline: false,
  suspense: false,
  keepPreviousData: false,
  strictServerPrefetchWarning: false,
} as const;
