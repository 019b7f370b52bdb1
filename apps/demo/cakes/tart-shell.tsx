import { palette } from "./palette.ts";

const flutes = [52, 66, 82, 99, 117, 135, 153, 169, 183];

/** A round tart's crust; what fills it lies on the ellipse at (118, 118), 70 by 22. */
export function TartShell() {
  return (
    <>
      <path d="M38 118 C38 90 198 90 198 118 L186 150 C176 170 60 170 50 150 Z" fill={palette.crust} />
      <path
        d="M38 118 C38 147 198 147 198 118 L195 127 C180 152 56 152 41 127 Z"
        fill={palette.crustShade}
        opacity="0.45"
      />
      {flutes.map((x) => {
        const depth = 18 - Math.abs(x - 118) * 0.16;
        return (
          <path
            key={x}
            d={`M${x} ${120 + depth} L${118 + (x - 118) * 0.86} ${142 + depth}`}
            stroke={palette.crustShade}
            strokeWidth="3"
            strokeLinecap="round"
          />
        );
      })}
      <ellipse cx="118" cy="118" rx="80" ry="26" fill={palette.sponge} />
      <ellipse cx="118" cy="118" rx="80" ry="26" fill="none" stroke={palette.crust} strokeWidth="2" />
      <ellipse cx="118" cy="118" rx="71" ry="21.5" fill={palette.crustShade} />
    </>
  );
}
