import type { ComponentType, SVGProps } from "react";
import { CakeBox } from "./cake-box.tsx";
import { CheeseTart } from "./cheese-tart.tsx";
import { ChocolateTorte } from "./chocolate-torte.tsx";
import { FruitRoll } from "./fruit-roll.tsx";
import { HojichaPudding } from "./hojicha-pudding.tsx";
import { MatchaRoll } from "./matcha-roll.tsx";
import { MontBlanc } from "./mont-blanc.tsx";
import { StrawberryShortcake } from "./strawberry-shortcake.tsx";
import { WeddingCake } from "./wedding-cake.tsx";
import { YuzuTart } from "./yuzu-tart.tsx";

const drawings = {
  "strawberry-shortcake": StrawberryShortcake,
  "mont-blanc": MontBlanc,
  "matcha-roll": MatchaRoll,
  "chocolate-torte": ChocolateTorte,
  "cheese-tart": CheeseTart,
  "fruit-roll": FruitRoll,
  "yuzu-tart": YuzuTart,
  "hojicha-pudding": HojichaPudding,
  "wedding-cake": WeddingCake,
  "cake-box": CakeBox,
} as const satisfies Record<string, ComponentType>;

export type CakeName = keyof typeof drawings;

/** The picture of a cake. It stands beside the cake's name, so a screen reader is not told of it. */
export function Cake({ name, ...svg }: { name: CakeName } & Omit<SVGProps<SVGSVGElement>, "name">) {
  const Drawing = drawings[name];
  return (
    <svg viewBox="0 0 240 200" aria-hidden="true" focusable="false" {...svg}>
      <Drawing />
    </svg>
  );
}
