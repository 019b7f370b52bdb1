"use client";

import { LinkAccountButton } from "@kaikei/react";

export function LinkAccountButtonExample() {
  return <LinkAccountButton signInHref="#top" />;
}
