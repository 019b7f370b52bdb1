import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";

const crumbs = [
  [96, 156, 3],
  [108, 162, 2],
  [136, 154, 2.4],
  [148, 161, 1.8],
  [122, 158, 1.6],
] as const;

/** A plate, a fork and some crumbs. */
export function EmptyPlate() {
  return (
    <svg viewBox="0 90 240 110" aria-hidden="true" focusable="false">
      <Plate />
      {crumbs.map(([cx, cy, r]) => (
        <ellipse key={cx} cx={cx} cy={cy} rx={r} ry={r * 0.7} fill={palette.crust} />
      ))}
      <g transform="translate(160 146) rotate(62)" fill="var(--silver)">
        <path d="M-2 -10 C-2 -16 -1.4 -44 -2.6 -62 C-3 -67 3 -67 2.6 -62 C1.4 -44 2 -16 2 -10 Z" />
        <path d="M-9 10 C-9 0 -5 -5 -2 -12 H2 C5 -5 9 0 9 10 V32 Q8 35 7 32 V14 H4.5 V33 Q3.2 36 2 33 V14 H-2 V33 Q-3.2 36 -4.5 33 V14 H-7 V32 Q-8 35 -9 32 Z" />
        <path
          d="M-5.5 9 C-5 3 -2.5 -2 0 -6"
          stroke="var(--silver-light)"
          strokeWidth="1.4"
          strokeLinecap="round"
          fill="none"
        />
      </g>
    </svg>
  );
}
