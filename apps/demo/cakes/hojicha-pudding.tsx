import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";

export function HojichaPudding() {
  return (
    <>
      <Plate />
      <path d="M74 62 L84 150 C86 160 154 160 156 150 L166 62 Z" fill={palette.hojicha} />
      <path
        d="M136 62 L166 62 L156 150 C155 155 142 158 128 158 C136 130 138 92 136 62Z"
        fill={palette.hojichaShade}
      />
      <path
        d="M82 132 L84 150 C86 160 154 160 156 150 L158 132 C140 139 100 139 82 132Z"
        fill={palette.syrup}
      />
      <path
        d="M74 62 C74 74 166 74 166 62 L165 72 C150 80 146 76 138 80 C134 92 126 92 124 82 C116 78 104 80 98 80 C94 88 88 86 87 78 C82 76 78 74 75.2 72Z"
        fill={palette.syrup}
      />
      <ellipse cx="120" cy="62" rx="46" ry="13" fill="#6a3a29" />
      <ellipse cx="120" cy="61" rx="42" ry="10.5" fill={palette.syrup} />
      <path
        d="M86 60 C92 54 106 51 118 51"
        stroke="#94614a"
        strokeWidth="2.6"
        strokeLinecap="round"
        fill="none"
      />
      <g>
        <path
          d="M98 60 C94 46 108 40 114 44 C116 34 130 30 136 40 C148 38 152 52 144 60 C134 68 108 68 98 60Z"
          fill={palette.white}
        />
        <path d="M98 60 C108 68 134 68 144 60 C134 63 110 63 98 60Z" fill={palette.creamShade} />
        <path
          d="M108 54 C110 48 116 46 120 49 M126 52 C128 45 134 44 138 47"
          stroke={palette.creamShade}
          strokeWidth="2.2"
          strokeLinecap="round"
          fill="none"
        />
      </g>
      <path d="M120 42 C112 34 114 24 122 16 C132 22 134 34 128 42Z" fill={palette.leaf} />
      <path d="M123 41 C122 34 122 26 122 19" stroke={palette.leafShade} strokeWidth="1.6" fill="none" />
      <path
        d="M69 56 L80.5 150 C83 166 157 166 159.5 150 L171 56"
        fill="none"
        stroke="var(--glass)"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <path d="M86 86 L92 140" stroke="#fff" strokeOpacity="0.55" strokeWidth="6" strokeLinecap="round" />
      <path d="M97 92 L100 118" stroke="#fff" strokeOpacity="0.35" strokeWidth="3" strokeLinecap="round" />
      <g>
        <path d="M176 160 L220 116" stroke="var(--silver)" strokeWidth="5" strokeLinecap="round" />
        <ellipse cx="174" cy="161" rx="13" ry="7" fill="var(--silver)" transform="rotate(-28 174 161)" />
        <ellipse
          cx="173"
          cy="160"
          rx="8"
          ry="3.6"
          fill="var(--silver-light)"
          transform="rotate(-28 173 160)"
        />
      </g>
    </>
  );
}
