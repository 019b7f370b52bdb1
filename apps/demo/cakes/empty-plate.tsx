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
      <g stroke="var(--silver)" strokeLinecap="round" fill="none">
        <path d="M182 158 L214 112" strokeWidth="4.5" />
        <path d="M182 158 L170 166 M186 160 L176 170 M178 155 L165 162" strokeWidth="2.2" />
        <path d="M178 154 C178 162 182 164 188 161" strokeWidth="3" />
      </g>
    </svg>
  );
}
