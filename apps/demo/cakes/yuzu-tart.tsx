import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";
import { TartShell } from "./tart-shell.tsx";

/** Each peak of meringue: where it stands and how large it is; those behind come first. */
const peaks = [
  { x: 96, y: 98, size: 0.9 },
  { x: 140, y: 98, size: 0.9 },
  { x: 118, y: 92, size: 1.05 },
  { x: 72, y: 110, size: 0.9 },
  { x: 164, y: 110, size: 0.9 },
  { x: 94, y: 116, size: 1.05 },
  { x: 142, y: 116, size: 1.05 },
  { x: 118, y: 124, size: 1.15 },
];

export function YuzuTart() {
  return (
    <>
      <Plate />
      <TartShell />
      <ellipse cx="118" cy="118" rx="69" ry="20" fill={palette.yuzu} />
      <path
        d="M52 122 C66 134 92 138 118 138 C144 138 170 134 184 122 C172 130 146 133 118 133 C90 133 66 130 52 122Z"
        fill={palette.yuzuShade}
      />
      {peaks.map(({ x, y, size }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y}) scale(${size})`}>
          <path
            d="M-20 8 C-24 -6 -12 -12 -8 -16 C-4 -21 -4 -28 1 -36 C4 -30 5 -22 9 -16 C14 -11 24 -5 20 8 C12 15 -12 15 -20 8Z"
            fill={palette.cream}
          />
          <path
            d="M9 -16 C14 -11 24 -5 20 8 C16 12 8 13.5 0 13.5 C14 8 14 -4 5 -18Z"
            fill={palette.creamShade}
          />
          <path
            d="M-4 -22 C-3 -27 -2 -31 1 -36 C3 -31 4 -26 6 -21 C3 -18 -1 -18 -4 -22Z"
            fill={palette.crustShade}
          />
          <path
            d="M-17 2 C-18 -5 -12 -9 -8 -12"
            stroke={palette.crust}
            strokeWidth="2.6"
            strokeLinecap="round"
            fill="none"
          />
        </g>
      ))}
      <g transform="translate(176 74) rotate(18)">
        <circle r="24" fill={palette.yuzuShade} />
        <circle r="21" fill="#fff3c9" />
        {[0, 45, 90, 135, 180, 225, 270, 315].map((turn) => (
          <path
            key={turn}
            d="M0 -2.5 L6 -16 C3 -19 -3 -19 -6 -16 Z"
            fill={palette.yuzu}
            transform={`rotate(${turn})`}
          />
        ))}
      </g>
      <path d="M196 96 C206 88 218 90 224 82 C226 96 216 106 202 104Z" fill={palette.leaf} />
      <path d="M200 101 C208 96 216 92 222 86" stroke={palette.leafShade} strokeWidth="1.6" fill="none" />
    </>
  );
}
