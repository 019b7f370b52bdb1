import { faceLayer, facePoint, sliceTop } from "./cut-face.ts";
import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";

const crumbs = [
  [0.1, 0.4],
  [0.2, 0.72],
  [0.3, 0.34],
  [0.38, 0.6],
  [0.5, 0.42],
  [0.55, 0.8],
  [0.66, 0.56],
  [0.75, 0.32],
  [0.8, 0.74],
  [0.92, 0.5],
] as const;

const sugar = [
  [74, 90, 1.6],
  [88, 84, 1.1],
  [96, 90, 1.8],
  [110, 80, 1.3],
  [104, 76, 1],
  [124, 72, 1.6],
  [128, 86, 1.2],
  [140, 66, 1.2],
  [60, 96, 1.2],
  [84, 96, 1],
  [118, 92, 1],
  [152, 62, 1.4],
  [188, 78, 1.5],
  [180, 66, 1.1],
] as const;

export function ChocolateTorte() {
  return (
    <>
      <Plate />
      <path d={sliceTop} fill={palette.cocoaLight} />
      <path d="M70 93 L140 65 Q172 61 188 72 L196 81 Z" fill="#f6ebe0" opacity="0.28" />
      {sugar.map(([cx, cy, r]) => (
        <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={r} fill={palette.white} />
      ))}
      <polygon points={faceLayer(0, 1)} fill={palette.cocoa} />
      <polygon points={faceLayer(0, 0.12)} fill={palette.cocoaLight} />
      <polygon points={faceLayer(0.9, 1)} fill={palette.cocoaShade} />
      {crumbs.map(([across, down]) => {
        const { x, y } = facePoint(across, down);
        return <ellipse key={across} cx={x} cy={y} rx="4" ry="1.8" fill={palette.cocoaShade} />;
      })}
      <path
        d="M112 99 L116 106 L113 112 M166 92 L163 98"
        stroke={palette.cocoaShade}
        strokeWidth="1.6"
        strokeLinecap="round"
        fill="none"
      />
      <g>
        <path
          d="M126 78 C124 62 142 52 158 56 C174 54 186 66 180 77 C170 88 138 90 126 78Z"
          fill={palette.white}
        />
        <path
          d="M134 76 C140 66 150 62 160 66 M150 80 C158 72 166 70 174 72"
          stroke={palette.creamShade}
          strokeWidth="2.4"
          strokeLinecap="round"
          fill="none"
        />
        <path d="M126 78 C138 90 170 88 180 77 C170 82 140 84 126 78Z" fill={palette.creamShade} />
      </g>
      <g>
        <path d="M164 50 C172 38 186 40 192 34 C192 48 182 58 168 56 Z" fill={palette.leaf} />
        <path d="M166 54 C174 48 184 44 190 37" stroke={palette.leafShade} strokeWidth="1.6" fill="none" />
        <path d="M160 50 C154 42 158 34 156 28 C168 34 170 44 166 54 Z" fill={palette.leafShade} />
      </g>
      {[
        [140, 50],
        [149, 46],
        [144, 57],
        [153, 55],
        [136, 57],
        [146, 52],
      ].map(([cx, cy]) => (
        <circle
          key={`${cx} ${cy}`}
          cx={cx}
          cy={cy}
          r="6"
          fill={palette.berry}
          stroke={palette.berryShade}
          strokeWidth="1.2"
        />
      ))}
      <circle cx="138" cy="48" r="1.6" fill={palette.berryLight} />
      <circle cx="148" cy="44" r="1.6" fill={palette.berryLight} />
    </>
  );
}
