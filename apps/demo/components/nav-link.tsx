"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";

/** A link that knows when it is where we are. */
export function NavLink({ href, ...link }: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  return <Link {...link} href={href} aria-current={usePathname() === href ? "page" : undefined} />;
}
