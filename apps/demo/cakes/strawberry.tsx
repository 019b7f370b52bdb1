import { palette } from "./palette.ts";

const seeds = [
  [-8, -6],
  [0, -9],
  [8, -6],
  [-11, 3],
  [-4, 1],
  [4, 1],
  [11, 3],
  [-6, 9],
  [1, 10],
  [7, 9],
] as const;

/** A whole strawberry, point up, about 34 wide at scale 1. */
export function Strawberry({
  x,
  y,
  scale = 1,
  turn = 0,
}: {
  x: number;
  y: number;
  scale?: number;
  turn?: number;
}) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${scale})`}>
      <path
        d="M0 -21 C9 -21 18 -4 18 6 C18 15 9 19 0 19 C-9 19 -18 15 -18 6 C-18 -4 -9 -21 0 -21Z"
        fill={palette.berry}
      />
      <path
        d="M7 -18 C14 -12 18 0 18 6 C18 15 9 19 0 19 C-4 19 -8 18.2 -11 16.8 C8 17 15 2 7 -18Z"
        fill={palette.berryShade}
      />
      <path
        d="M-9 -7 C-8 -12 -5 -16 -3 -17"
        stroke={palette.berryLight}
        strokeWidth="3.4"
        strokeLinecap="round"
        fill="none"
      />
      {seeds.map(([cx, cy]) => (
        <ellipse key={`${cx} ${cy}`} cx={cx} cy={cy} rx="0.9" ry="1.6" fill={palette.seed} />
      ))}
    </g>
  );
}

/** Half a strawberry, cut side to the viewer. */
export function StrawberryHalf({
  x,
  y,
  scale = 1,
  turn = 0,
}: {
  x: number;
  y: number;
  scale?: number;
  turn?: number;
}) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${scale})`}>
      <path
        d="M0 -13 C7 -13 12 -3 12 3 C12 10 6 12 0 12 C-6 12 -12 10 -12 3 C-12 -3 -7 -13 0 -13Z"
        fill={palette.berry}
      />
      <path
        d="M0 -9 C4 -9 8 -2 8 3 C8 8 4 9 0 9 C-4 9 -8 8 -8 3 C-8 -2 -4 -9 0 -9Z"
        fill={palette.berryLight}
      />
      <path
        d="M0 -5 C2.5 -4 3.5 0 3.5 3 C3.5 6 2 7 0 7 C-2 7 -3.5 6 -3.5 3 C-3.5 0 -2.5 -4 0 -5Z"
        fill="#ffd9cf"
      />
    </g>
  );
}
