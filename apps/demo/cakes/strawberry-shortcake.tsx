import { faceLayer, facePoint, sliceTop } from "./cut-face.ts";
import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";
import { Strawberry, StrawberryHalf } from "./strawberry.tsx";

const crumbs = [0.08, 0.19, 0.27, 0.41, 0.52, 0.6, 0.74, 0.83, 0.93];

export function StrawberryShortcake() {
  return (
    <>
      <Plate />
      <path d={sliceTop} fill={palette.white} />
      <polygon points={faceLayer(0, 1)} fill={palette.cream} />
      <polygon points={faceLayer(0.16, 0.46)} fill={palette.sponge} />
      <polygon points={faceLayer(0.42, 0.46)} fill={palette.spongeShade} />
      <polygon points={faceLayer(0.64, 0.96)} fill={palette.sponge} />
      <polygon points={faceLayer(0.91, 0.96)} fill={palette.spongeShade} />
      {crumbs.map((across, index) => {
        const upper = facePoint(across, index % 2 ? 0.26 : 0.35);
        const lower = facePoint(across, index % 2 ? 0.82 : 0.73);
        return (
          <g key={across} fill={palette.spongeShade}>
            <ellipse cx={upper.x} cy={upper.y} rx="2.2" ry="1.3" />
            <ellipse cx={lower.x} cy={lower.y} rx="2.2" ry="1.3" />
          </g>
        );
      })}
      <polygon points={faceLayer(0.45, 0.65)} fill={palette.cream} />
      {[0.2, 0.42, 0.64, 0.85].map((across) => {
        const { x, y } = facePoint(across, 0.55);
        return <StrawberryHalf key={across} x={x} y={y} scale={0.62} turn={across * 60 - 30} />;
      })}
      <path
        d="M34 102 L206 84 L206 94 C198 100 194 90 186 95 C180 100 176 108 168 103 C162 99 158 98 152 100 C146 102 143 109 136 106 C128 102 124 101 116 104 C110 107 107 113 99 110 C92 107 86 106 80 108 C72 111 68 116 60 113 C50 109 42 112 35 112 Z"
        fill={palette.cream}
      />
      <path d="M34 102 L206 84" stroke={palette.creamShade} strokeWidth="1.4" />
      <path d="M58 95 L134 64 M70 96 L146 66" stroke={palette.cream} strokeWidth="2" strokeLinecap="round" />
      <g>
        <ellipse cx="150" cy="82" rx="31" ry="9" fill={palette.creamShade} />
        <path
          d="M122 80 C120 68 132 64 138 68 C142 60 158 60 162 68 C170 64 181 70 178 80 C172 88 128 88 122 80Z"
          fill={palette.white}
        />
        <path
          d="M130 80 C132 74 138 72 142 74 M150 78 C154 72 162 72 166 76"
          stroke={palette.creamShade}
          strokeWidth="2"
          strokeLinecap="round"
          fill="none"
        />
      </g>
      <Strawberry x={150} y={54} scale={1.15} turn={6} />
    </>
  );
}
