import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";
import { Strawberry, StrawberryHalf } from "./strawberry.tsx";

export function FruitRoll() {
  return (
    <>
      <Plate />
      <path
        d="M120 54 L160 50 C192 50 210 74 210 104 C210 134 194 154 166 156 L120 164 Z"
        fill={palette.spongeShade}
      />
      <path d="M120 54 L160 50 C178 50 192 58 200 70 C176 62 146 64 122 68 Z" fill={palette.sponge} />
      <path d="M120 164 L166 156 C180 155 191 149 199 139 C176 148 146 150 124 152 Z" fill={palette.crust} />
      <ellipse cx="112" cy="109" rx="59" ry="56" fill={palette.crust} />
      <ellipse cx="110" cy="109" rx="56" ry="54" fill={palette.sponge} />
      <ellipse cx="110" cy="109" rx="44" ry="42" fill={palette.white} />
      <path d="M66 109 A44 42 0 0 0 140 140 A50 48 0 0 1 66 109Z" fill={palette.creamShade} />
      <g transform="rotate(-38 90 106)">
        <path d="M66 100 A24 24 0 0 0 114 100 Z" fill={palette.orange} />
        <path d="M69.5 102 A20.5 20.5 0 0 0 110.5 102 Z" fill="#f9bd72" />
        <path d="M90 102 L78 117 M90 102 L90 122.5 M90 102 L102 117" stroke="#ffe6bf" strokeWidth="1.8" />
      </g>
      <g>
        <circle cx="118" cy="86" r="14" fill={palette.kiwi} />
        <circle cx="118" cy="86" r="14" fill="none" stroke={palette.leafShade} strokeWidth="2" />
        <circle cx="118" cy="86" r="4.6" fill="#eef3c4" />
        {[0, 45, 90, 135, 180, 225, 270, 315].map((turn) => (
          <ellipse
            key={turn}
            cx="118"
            cy="78.5"
            rx="1"
            ry="1.8"
            fill={palette.cocoaShade}
            transform={`rotate(${turn} 118 86)`}
          />
        ))}
      </g>
      <StrawberryHalf x={126} y={121} scale={1.5} turn={28} />
      <circle cx="101" cy="137" r="6" fill="#5b5aa0" />
      <circle cx="99" cy="135" r="1.7" fill="#a9a8dc" />
      <circle cx="141" cy="99" r="5.4" fill="#5b5aa0" />
      <circle cx="139.4" cy="97.4" r="1.5" fill="#a9a8dc" />
      <circle cx="89" cy="84" r="5" fill={palette.berry} />
      <circle cx="87.6" cy="82.4" r="1.4" fill={palette.berryLight} />
      <path
        d="M62 92 C68 74 84 62 104 60"
        stroke="#ffe9bd"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M134 56 C130 42 146 36 152 42 C160 34 178 40 174 52 C174 60 140 64 134 56Z"
        fill={palette.white}
      />
      <path d="M134 56 C140 64 174 60 174 52 C164 57 148 59 134 56Z" fill={palette.creamShade} />
      <Strawberry x={155} y={34} scale={0.85} turn={10} />
      <path d="M170 46 C176 36 186 36 192 30 C192 42 186 50 174 51Z" fill={palette.leaf} />
    </>
  );
}
