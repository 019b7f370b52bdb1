"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";
import { type AppearanceVariables, cssNameOf } from "../appearance.ts";

// React 18 complains about a layout effect on a server.
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * Sets the variables on the element, `own` over `inherited`, and takes them away when they are no longer wanted. By
 * `setProperty`: a strict CSP allows it, and a value cannot bring a second declaration with it.
 */
export function useVariables(
  element: RefObject<HTMLElement | null>,
  inherited: readonly AppearanceVariables[],
  own: AppearanceVariables = none,
): void {
  useBeforePaint(() => {
    const style = element.current?.style;
    const wanted = [...inherited, own].flatMap(Object.entries<string | undefined>);
    for (const [name, value] of wanted) if (value) style?.setProperty(cssNameOf(name), value);
    return () => {
      for (const [name] of wanted) style?.removeProperty(cssNameOf(name));
    };
  }, [element, inherited, own]);
}

const none: AppearanceVariables = {};
