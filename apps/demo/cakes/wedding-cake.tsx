import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";
import { Strawberry } from "./strawberry.tsx";

/** From the bottom up: half its width, its lower edge, its height. */
const tiers = [
  { half: 74, base: 158, height: 40 },
  { half: 53, base: 120, height: 36 },
  { half: 33, base: 86, height: 32 },
] as const;

const berries = [
  [60, 121, -14],
  [180, 121, 14],
  [78, 87, -10],
  [162, 87, 10],
] as const;

/** Three tiers, cream and strawberries. */
export function WeddingCake() {
  return (
    <>
      <Plate />
      {tiers.map((tier) => (
        <Tier key={tier.half} {...tier} />
      ))}
      {berries.map(([x, y, turn]) => (
        <Strawberry key={x} x={x} y={y} scale={0.42} turn={turn} />
      ))}
      <path
        d="M118 54 C112 44 98 46 94 40 C94 52 104 60 118 58 Z M122 54 C128 44 142 46 146 40 C146 52 136 60 122 58 Z"
        fill={palette.leaf}
      />
      <path
        d="M118 56 C108 54 100 49 96 43 M122 56 C132 54 140 49 144 43"
        stroke={palette.leafShade}
        strokeWidth="1.4"
        fill="none"
      />
      <Strawberry x={106} y={42} scale={0.62} turn={-12} />
      <Strawberry x={134} y={42} scale={0.62} turn={12} />
      <Strawberry x={120} y={36} scale={0.78} />
    </>
  );
}

function Tier({ half, base, height }: (typeof tiers)[number]) {
  const [left, right, top, round] = [120 - half, 120 + half, base - height, half * 0.2];
  const swags = Math.round(half / 9);
  const step = (2 * half) / swags;
  const garland = Array.from({ length: swags }, () => `q${step / 2} ${height * 0.42} ${step} 0`).join(" ");
  return (
    <g>
      <path
        d={`M${left} ${top} V${base - round / 2} A${half} ${round} 0 0 0 ${right} ${base - round / 2} V${top} Z`}
        fill={palette.cream}
      />
      <path
        d={`M${right - half * 0.42} ${top} V${base + round * 0.42} A${half} ${round} 0 0 0 ${right} ${base - round / 2} V${top} Z`}
        fill={palette.creamShade}
        opacity="0.7"
      />
      <ellipse cx="120" cy={top} rx={half} ry={round} fill={palette.white} />
      <path
        d={`M${left} ${top + round * 0.5} ${garland}`}
        stroke={palette.creamDeep}
        strokeWidth="2.2"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d={`M${left + 1} ${base - round / 2} A${half} ${round} 0 0 0 ${right - 1} ${base - round / 2}`}
        stroke={palette.berryLight}
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeDasharray="0.1 6"
        fill="none"
      />
    </g>
  );
}
