"use client";

import { KaikeiProvider } from "@kaikei/react";
import type { AccountLinkOutcome } from "@kaikei/server/contract";
import { useSearchParams } from "next/navigation";
import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Knobs } from "./knobs.ts";
import { openScene } from "./open-scene.ts";
import { phaseOf, type SceneName } from "./scenes.ts";
import { findSpecimen, type Specimen } from "./specimens.ts";
import styles from "./stage.module.css";

/** A specimen in one of its states, in a page as the knobs say. A shop that is scripted answers: no request is sent. */
export function Stage({ name, state, knobs }: { name: string; state: SceneName; knobs: Knobs }) {
  const specimen = findSpecimen(name);
  if (specimen === undefined) return null;
  const { theme, locale, dir, host, width, device } = knobs;
  return (
    <div
      className={styles.stage}
      data-slot="stage"
      data-phase={phaseOf(state)}
      data-theme={theme}
      data-host={host}
      data-width={width}
      dir={dir}
      lang={locale === "page" ? undefined : locale}
    >
      {/* Another state is another shopper; all other knobs turn while she is there. */}
      <Scene key={`${state} ${device}`} specimen={specimen} state={state} knobs={knobs} />
    </div>
  );
}

function Scene({ specimen, state, knobs }: { specimen: Specimen; state: SceneName; knobs: Knobs }) {
  const { Example, begin } = specimen;
  const { theme, locale, variables, device, sequel } = knobs;
  const [scene] = useState(() => openScene(state, device, begin));
  const [there, setThere] = useState(scene.outcome === undefined);
  const place = useRef<HTMLDivElement>(null);
  const appearance = useMemo(() => ({ variables }), [variables]);

  const told = useSearchParams().get("kaikei_account");
  const address = useRef(told);
  useEffect(() => {
    address.current = told;
  }, [told]);

  useEffect(() => {
    if (scene.outcome) void comeBackWith(scene.outcome, address, () => setThere(true));
    return tapAll(place, scene.taps);
  }, [scene]);
  useEffect(() => {
    if (sequel === "nothing") return;
    const timer = setTimeout(() => scene.happens(sequel), 4_000);
    return () => clearTimeout(timer);
  }, [scene, sequel]);

  const stay = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.origin === location.origin) return;
    // What it leads to is not there. She is taken to have paid.
    event.preventDefault();
    scene.happens("completed");
  };
  return (
    <div ref={place} className={styles.scene} onClickCapture={stay}>
      <KaikeiProvider
        fetch={scene.fetch}
        basePath={scene.basePath}
        live={false}
        theme={theme === "page" ? undefined : theme}
        locale={locale === "page" ? undefined : locale}
        appearance={appearance}
      >
        {there && <Example order="order-1" payment={scene.payment} />}
      </KaikeiProvider>
    </div>
  );
}

/** Taps one after the other, each as soon as it can be tapped. */
function tapAll(place: { readonly current: HTMLElement | null }, taps: readonly string[]): () => void {
  const left = [...taps];
  const tap = () => {
    const button = place.current?.querySelector<HTMLElement>(`[data-slot="${left[0]}"]:enabled`);
    if (!button) return;
    left.shift();
    button.click();
    if (left.length === 0) clearInterval(timer);
  };
  const timer = setInterval(tap, 50);
  if (left.length === 0) clearInterval(timer);
  return () => clearInterval(timer);
}

/**
 * She comes back from the wallet: the page's address says so, and the tag that reads it there takes it away. A page has
 * one address, so that they come back one after the other. `address`: what the router has rendered of it, which it
 * writes there once more; nobody may read it, or write the next one, before that.
 */
async function comeBackWith(
  outcome: AccountLinkOutcome,
  address: { readonly current: string | null },
  show: () => void,
): Promise<void> {
  await navigator.locks.request("the gallery's address", async () => {
    const url = new URL(location.href);
    url.searchParams.set("kaikei_account", outcome);
    history.replaceState(null, "", url);
    await until(() => address.current === outcome);
    show();
    await until(() => address.current === null);
  });
}

/** A scene that has left the page hears nothing more, and is waited for no longer than a few seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 150 && !holds(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
