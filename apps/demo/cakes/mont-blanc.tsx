import { palette } from "./palette.ts";
import { Plate } from "./plate.tsx";

/** The piped strands from the bottom up: how far each reaches to the left and right, and how high it lies. */
const strands = [
  { left: 62, right: 178, y: 134 },
  { left: 64, right: 175, y: 125 },
  { left: 67, right: 172, y: 116 },
  { left: 72, right: 168, y: 107 },
  { left: 78, right: 161, y: 98 },
  { left: 85, right: 153, y: 89 },
  { left: 94, right: 145, y: 81 },
  { left: 103, right: 137, y: 74 },
];

export function MontBlanc() {
  return (
    <>
      <Plate />
      <path d="M54 138 L64 162 C90 172 150 172 176 162 L186 138 Z" fill={palette.crust} />
      <path d="M54 138 C80 152 160 152 186 138 L184 144 C158 157 82 157 56 144 Z" fill={palette.crustShade} />
      {[76, 92, 108, 124, 140, 156, 170].map((x) => (
        <path
          key={x}
          d={`M${x - (120 - x) * 0.04} 150 L${x + (120 - x) * 0.06} 166`}
          stroke={palette.crustShade}
          strokeWidth="2"
          strokeLinecap="round"
        />
      ))}
      <path
        d="M58 138 C60 96 92 66 120 66 C148 66 180 96 182 138 C160 152 80 152 58 138Z"
        fill={palette.chestnutShade}
      />
      {strands.map(({ left, right, y }, index) => {
        const sag = 13 - index * 0.7;
        const d = `M${left} ${y} Q${(left + right) / 2} ${y + sag * 2} ${right} ${y - 4}`;
        return (
          <g key={y} fill="none" strokeLinecap="round">
            <path d={d} stroke={palette.chestnut} strokeWidth="9.5" />
            <path d={d} stroke={palette.chestnutLight} strokeWidth="5" transform="translate(0 -1.6)" />
          </g>
        );
      })}
      <path
        d="M70 128 C84 104 100 90 128 78 M92 138 C108 114 128 100 156 92 M126 143 C138 128 152 116 172 110"
        stroke={palette.chestnutLight}
        strokeWidth="5.5"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M70 129.5 C84 105.5 100 91.5 128 79.5 M92 139.5 C108 115.5 128 101.5 156 93.5 M126 144.5 C138 129.5 152 117.5 172 111.5"
        stroke={palette.chestnut}
        strokeWidth="1.6"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M98 74 C98 62 112 60 120 62 C130 60 144 64 142 75 C134 84 106 84 98 74Z"
        fill={palette.white}
      />
      <path d="M98 74 C106 84 134 84 142 75 C132 79 108 79 98 74Z" fill={palette.creamShade} />
      <g>
        <path
          d="M120 28 C132 34 140 44 138 56 C136 68 104 68 102 56 C100 44 108 34 120 28Z"
          fill={palette.crustDeep}
        />
        <path
          d="M120 28 C132 34 140 44 138 56 C137 62 130 65 122 65.5 C134 56 132 40 120 28Z"
          fill={palette.cocoa}
        />
        <path
          d="M109 48 C110 42 113 38 117 36"
          stroke={palette.chestnutLight}
          strokeWidth="3.2"
          strokeLinecap="round"
          fill="none"
        />
        <path d="M103 58 C110 54 130 54 137 58 C132 67 108 67 103 58Z" fill={palette.chestnutLight} />
      </g>
      {[
        [84, 106],
        [100, 94],
        [134, 92],
        [150, 104],
        [118, 104],
        [76, 122],
        [108, 122],
        [138, 118],
        [162, 124],
      ].map(([cx, cy]) => (
        <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r="1.3" fill={palette.white} />
      ))}
    </>
  );
}
