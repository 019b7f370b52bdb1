import type { AppearanceVariables } from "@kaikei/react";

/** The knobs that choose one of a few words; the first word is as usual, and not in the address. */
export const choices = {
  /** `page`: as the shop's pages around. */
  theme: ["page", "light", "dark", "auto"],
  locale: ["page", "ja", "en", "zh-Hans", "zh-Hant", "ko"],
  dir: ["ltr", "rtl"],
  /** `none`: the kit's own look. `shop`: in the cake shop's colours. `hostile`: under CSS that breaks things. */
  host: ["none", "shop", "hostile"],
  device: ["desktop", "phone"],
  /** Of the page that it stands in. */
  width: ["full", "480", "390", "320"],
  /** How a payment goes on by itself, a few seconds later. */
  sequel: ["nothing", "completed", "expired", "canceled", "failed"],
} as const;

export type ChoiceName = keyof typeof choices;
export const choiceNames = keysOf(choices);

/** What a visitor of the gallery can turn. The address carries all of it. */
export type Knobs = { [Name in ChoiceName]: (typeof choices)[Name][number] } & {
  /** A state of the specimen. */
  state: string;
  variables: AppearanceVariables;
};

type VariableKnob =
  | { kind: "colour"; usual: string }
  | { kind: "pixels"; usual: number; least: number; most: number };

/** The variables that have a knob. */
export const variableKnobs = {
  accent: { kind: "colour", usual: "#1f3fbf" },
  surface: { kind: "colour", usual: "#ffffff" },
  radius: { kind: "pixels", usual: 20, least: 0, most: 40 },
  buttonRadius: { kind: "pixels", usual: 14, least: 0, most: 30 },
  gap: { kind: "pixels", usual: 16, least: 8, most: 32 },
  qrSize: { kind: "pixels", usual: 240, least: 160, most: 400 },
} as const satisfies { [Name in keyof AppearanceVariables]?: VariableKnob };

export type VariableName = keyof typeof variableKnobs;
export const variableNames = keysOf(variableKnobs);

/** Reads an address. What it does not say, or says in words that we do not know, is as usual. */
export function readKnobs(query: URLSearchParams, states: readonly [string, ...string[]]): Knobs {
  const one = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value =>
    values.find((value) => value === query.get(name)) ?? values[0];
  const variables = variableNames.flatMap((name) => {
    const value = query.get(name);
    return value !== null && isWellFormed(variableKnobs[name], value) ? [[name, value]] : [];
  });
  return {
    state: one("state", states),
    theme: one("theme", choices.theme),
    locale: one("locale", choices.locale),
    dir: one("dir", choices.dir),
    host: one("host", choices.host),
    device: one("device", choices.device),
    width: one("width", choices.width),
    sequel: one("sequel", choices.sequel),
    variables: Object.fromEntries(variables),
  };
}

/** The address of these knobs, beginning with `?`, or empty when all are as usual. */
export function writeKnobs(knobs: Knobs, states: readonly [string, ...string[]]): string {
  const query = new URLSearchParams();
  if (knobs.state !== states[0]) query.set("state", knobs.state);
  for (const name of choiceNames) if (knobs[name] !== choices[name][0]) query.set(name, knobs[name]);
  for (const name of variableNames) {
    const value = knobs.variables[name];
    if (value !== undefined) query.set(name, value);
  }
  return query.size === 0 ? "" : `?${query}`;
}

function isWellFormed(knob: VariableKnob, value: string): boolean {
  if (knob.kind === "colour") return /^#[0-9a-f]{6}$/i.test(value);
  const pixels = Number(/^(\d{1,3})px$/.exec(value)?.[1] ?? Number.NaN);
  return pixels >= knob.least && pixels <= knob.most;
}

function keysOf<Table extends object>(table: Table): Array<keyof Table & string> {
  return Object.keys(table).filter((key): key is keyof Table & string => Object.hasOwn(table, key));
}
