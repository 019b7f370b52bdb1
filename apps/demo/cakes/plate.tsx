/** What every cake stands on. Its tones follow the theme. */
export function Plate() {
  return (
    <g>
      <ellipse cx="120" cy="172" rx="104" ry="17" fill="var(--plate-shadow)" />
      <ellipse cx="120" cy="163" rx="104" ry="23" fill="var(--plate-edge)" />
      <ellipse cx="120" cy="160" rx="104" ry="22" fill="var(--plate)" />
      <ellipse cx="120" cy="159" rx="82" ry="15.5" fill="none" stroke="var(--plate-line)" strokeWidth="1.2" />
      <ellipse cx="124" cy="158" rx="78" ry="11" fill="var(--plate-shadow)" />
    </g>
  );
}
