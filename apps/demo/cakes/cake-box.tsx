import { palette } from "./palette.ts";
import { Strawberry } from "./strawberry.tsx";

/** A box of small cakes, its lid open. */
export function CakeBox() {
  return (
    <>
      <ellipse cx="120" cy="176" rx="100" ry="14" fill="var(--plate-shadow)" />
      <path d="M38 86 L62 34 H178 L202 86 Z" fill="var(--arch)" />
      <path d="M38 86 L62 34 H178 L202 86 Z" fill="none" stroke="var(--arch-line)" strokeWidth="2" />
      <path d="M112 34 H128 L131 86 H109 Z" fill={palette.berryLight} opacity="0.75" />
      <path d="M38 86 H202 L192 104 H48 Z" fill={palette.creamDeep} />
      <g>
        <path d="M60 98 V76 Q60 70 66 70 H92 Q98 70 98 76 V98 Z" fill={palette.cream} />
        <path d="M60 84 H98 V90 H60 Z" fill={palette.berry} />
        <path d="M60 76 Q60 70 66 70 H92 Q98 70 98 76 V79 H60 Z" fill={palette.white} />
        <Strawberry x={79} y={62} scale={0.5} />
      </g>
      <g>
        <path d="M104 98 C102 76 112 64 121 64 C130 64 140 76 138 98 Z" fill={palette.chestnut} />
        <path
          d="M106 90 C114 84 128 84 137 90 M107 81 C115 75 127 75 135 81 M112 72 C117 68 125 68 130 72"
          stroke={palette.chestnutLight}
          strokeWidth="3.4"
          strokeLinecap="round"
          fill="none"
        />
      </g>
      <g>
        <ellipse cx="162" cy="84" rx="20" ry="18" fill={palette.matcha} />
        <path
          d="M162 72 A12 12 0 1 1 151 84 A8 8 0 1 1 161 91"
          stroke={palette.cream}
          strokeWidth="5"
          strokeLinecap="round"
          fill="none"
        />
      </g>
      <path
        d="M38 86 L48 104 H192 L202 86 L196 170 Q195 176 189 176 H51 Q45 176 44 170 Z"
        fill={palette.cream}
      />
      <path
        d="M150 104 H192 L202 86 L196 170 Q195 176 189 176 H150 Z"
        fill={palette.creamShade}
        opacity="0.6"
      />
      <path d="M110 104 H130 V176 H110 Z" fill={palette.berryLight} />
      <path d="M110 104 H118 V176 H110 Z" fill={palette.berry} opacity="0.5" />
      <path
        d="M120 112 C104 96 88 104 94 114 C98 121 112 118 120 112 Z M120 112 C136 96 152 104 146 114 C142 121 128 118 120 112 Z"
        fill={palette.berry}
      />
      <path d="M118 113 L106 134 L114 131 L120 114 L126 131 L134 134 L122 113 Z" fill={palette.berryShade} />
      <circle cx="120" cy="112" r="5.5" fill={palette.berryLight} />
    </>
  );
}
