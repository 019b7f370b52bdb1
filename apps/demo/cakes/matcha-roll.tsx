import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";

const beans = [
  [82, 92, 20],
  [70, 106, -30],
  [78, 124, 40],
  [98, 130, -10],
  [112, 118, 60],
  [108, 98, -40],
  [94, 110, 15],
] as const;

export function MatchaRoll() {
  return (
    <>
      <Plate />
      <path
        d="M92 62 L178 56 C200 56 212 78 211 104 C210 130 198 150 182 152 L92 160 Z"
        fill={palette.matchaShade}
      />
      <path d="M92 62 L178 56 C190 56 198 62 203 72 C180 66 130 72 92 76 Z" fill={palette.matcha} />
      <path
        d="M92 160 L182 152 C190 151 197 145 202 137 C176 144 130 148 96 150 Z"
        fill={palette.matchaDeep}
      />
      {[
        [130, 64, 2],
        [148, 61, 1.4],
        [166, 64, 2.2],
        [180, 62, 1.4],
        [140, 70, 1.2],
        [158, 71, 1.6],
        [186, 72, 1.6],
        [120, 70, 1.3],
        [174, 76, 1.1],
        [150, 80, 1],
      ].map(([cx, cy, r]) => (
        <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={r} fill={palette.white} opacity="0.85" />
      ))}
      <ellipse cx="90" cy="111" rx="49" ry="50" fill={palette.matchaDeep} />
      <ellipse cx="89" cy="111" rx="46" ry="47" fill={palette.matcha} />
      <ellipse cx="89" cy="111" rx="35" ry="36" fill={palette.cream} />
      {beans.map(([cx, cy, turn]) => (
        <g key={cx} transform={`translate(${cx} ${cy}) rotate(${turn})`}>
          <ellipse rx="5.2" ry="3.8" fill={palette.azuki} />
          <ellipse cx="-1.5" cy="-1.2" rx="1.6" ry="0.9" fill="#b3767a" />
        </g>
      ))}
      <path
        d="M56 124 C50 96 68 78 90 78 C112 78 124 96 122 112 C120 130 104 138 90 134 C76 131 70 118 76 108 C80 100 92 98 98 105"
        stroke={palette.matcha}
        strokeWidth="8"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M56 124 C50 96 68 78 90 78 C112 78 124 96 122 112"
        stroke={palette.matchaShade}
        strokeWidth="1.4"
        strokeLinecap="round"
        fill="none"
        transform="translate(1 4)"
      />
      <path
        d="M50 96 C56 78 70 66 88 65"
        stroke="#c6d591"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
      <g>
        <path
          d="M136 62 C132 48 146 42 152 47 C158 38 174 44 170 56 C170 64 142 68 136 62Z"
          fill={palette.white}
        />
        <path d="M136 62 C142 68 170 64 170 56 C162 61 146 63 136 62Z" fill={palette.creamShade} />
        <ellipse cx="147" cy="46" rx="6" ry="4.5" fill={palette.azuki} transform="rotate(-20 147 46)" />
        <ellipse cx="158" cy="44" rx="6" ry="4.5" fill={palette.azuki} transform="rotate(16 158 44)" />
        <ellipse cx="145" cy="44.5" rx="1.8" ry="1" fill="#b3767a" />
        <ellipse cx="156" cy="42.5" rx="1.8" ry="1" fill="#b3767a" />
      </g>
    </>
  );
}
