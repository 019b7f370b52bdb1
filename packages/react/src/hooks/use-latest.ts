"use client";

import { type RefObject, useEffect, useRef } from "react";

/** A ref to the value of the last render: for callbacks that must never be stale, and never re-run an effect. */
export function useLatest<T>(value: T): RefObject<T> {
  const ref = useRef(value);
  useEffect(() => {
    ref.current = value;
  });
  return ref;
}
