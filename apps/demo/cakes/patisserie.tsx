import { palette } from "./palette.ts";
import { Strawberry } from "./strawberry.tsx";

const dollops = [112, 140, 168, 196, 224, 252, 280, 308];
const berries = [
  { x: 126, y: 150, turn: -14 },
  { x: 160, y: 138, turn: -6 },
  { x: 294, y: 150, turn: 14 },
  { x: 260, y: 138, turn: 6 },
  { x: 210, y: 134, turn: 0 },
  { x: 186, y: 156, turn: -5 },
  { x: 236, y: 156, turn: 6 },
];

/** The picture at the head of the shop: a whole cake on its stand, in an arched window. */
export function Patisserie({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 420 420" aria-hidden="true" focusable="false" className={className}>
      <path d="M14 372 V204 A196 196 0 0 1 406 204 V372 Z" fill="var(--arch)" />
      <path
        d="M38 372 V206 A172 172 0 0 1 382 206 V372 Z"
        fill="none"
        stroke="var(--arch-line)"
        strokeWidth="1.5"
      />
      <circle cx="322" cy="92" r="28" fill="var(--sun)" />
      <rect x="0" y="370" width="420" height="10" rx="5" fill="var(--counter)" />
      <Stand />
      <WholeCake />
      <TeaCup />
      <Sprig />
    </svg>
  );
}

function Stand() {
  return (
    <g>
      <ellipse cx="210" cy="368" rx="66" ry="9" fill="var(--plate-edge)" />
      <ellipse cx="210" cy="365" rx="66" ry="8.5" fill="var(--plate)" />
      <path
        d="M196 292 C196 320 190 338 170 362 C190 370 230 370 250 362 C230 338 224 320 224 292 Z"
        fill="var(--plate)"
      />
      <path
        d="M216 292 C216 322 224 344 236 365 C242 364.5 247 363.5 250 362 C230 338 224 320 224 292 Z"
        fill="var(--plate-edge)"
      />
      <path d="M70 282 C76 300 140 308 210 308 C280 308 344 300 350 282 Z" fill="var(--plate-edge)" />
      <ellipse cx="210" cy="280" rx="142" ry="25" fill="var(--plate)" />
      <ellipse cx="210" cy="278" rx="124" ry="19" fill="none" stroke="var(--plate-line)" strokeWidth="1.4" />
      <ellipse cx="214" cy="278" rx="116" ry="16" fill="var(--plate-shadow)" />
    </g>
  );
}

function WholeCake() {
  return (
    <g>
      <path d="M100 162 V262 C100 292 320 292 320 262 V162 Z" fill={palette.white} />
      <path d="M268 180 V281 C299 277 320 270.5 320 262 V162 Z" fill={palette.cream} />
      <path d="M100 212 C100 242 320 242 320 212 V232 C320 262 100 262 100 232 Z" fill={palette.sponge} />
      <path
        d="M268 234 C298 230 320 222 320 212 V232 C320 242 299 249 268 253 Z"
        fill={palette.spongeShade}
      />
      <path
        d="M100 232 C100 262 320 262 320 232 V236 C320 266 100 266 100 236 Z"
        fill={palette.berry}
        opacity="0.85"
      />
      <path
        d="M100 162 V186 C106 198 118 198 124 188 C130 200 146 206 152 192 C160 208 178 214 184 198 C192 220 214 222 220 200 C228 212 246 212 252 196 C260 206 276 204 282 190 C290 200 304 200 308 186 C314 192 318 190 320 184 V162 Z"
        fill={palette.white}
      />
      <path
        d="M100 186 C106 198 118 198 124 188 C130 200 146 206 152 192 C160 208 178 214 184 198 C192 220 214 222 220 200 C228 212 246 212 252 196 C260 206 276 204 282 190 C290 200 304 200 308 186 C314 192 318 190 320 184"
        fill="none"
        stroke={palette.creamShade}
        strokeWidth="2"
      />
      <ellipse cx="210" cy="162" rx="110" ry="31" fill={palette.white} />
      <ellipse cx="210" cy="162" rx="110" ry="31" fill="none" stroke={palette.creamShade} strokeWidth="1.5" />
      <ellipse cx="210" cy="165" rx="88" ry="21" fill={palette.cream} />
      {berries.map((berry) => (
        <Strawberry key={berry.x} {...berry} scale={1.05} />
      ))}
      <path d="M206 116 C198 104 184 106 178 98 C180 114 192 124 206 121Z" fill={palette.leaf} />
      <path d="M212 116 C218 102 232 102 240 92 C240 110 228 122 212 121Z" fill={palette.leafShade} />
      {dollops.map((x, index) => (
        <Dollop key={x} x={x} y={274 + 10.5 * Math.sin((Math.PI * (index + 0.5)) / dollops.length) - 8} />
      ))}
    </g>
  );
}

function Dollop({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y.toFixed(1)})`}>
      <path
        d="M-15 8 C-18 -2 -10 -6 -6 -8 C-3 -11 -2 -14 0 -18 C2 -14 3 -11 6 -8 C10 -6 18 -2 15 8 C9 13 -9 13 -15 8Z"
        fill={palette.cream}
      />
      <path
        d="M-8 6 C-8 0 -2 -3 2 -6 M2 9 C3 3 7 1 9 -3"
        stroke={palette.creamDeep}
        strokeWidth="1.6"
        strokeLinecap="round"
        fill="none"
      />
    </g>
  );
}

function TeaCup() {
  return (
    <g>
      <path d="M24 366 C24 376 108 376 108 366 Z" fill="var(--plate-edge)" />
      <ellipse cx="66" cy="364" rx="44" ry="6.5" fill="var(--plate)" />
      <path d="M38 326 C38 354 50 364 66 364 C82 364 94 354 94 326 Z" fill="var(--plate)" />
      <path d="M80 326 C80 350 76 361 66 364 C82 364 94 354 94 326 Z" fill="var(--plate-edge)" />
      <path d="M39 336 C22 330 22 352 43 350" fill="none" stroke="var(--plate)" strokeWidth="5" />
      <ellipse cx="66" cy="326" rx="28" ry="7.5" fill="var(--plate)" />
      <ellipse cx="66" cy="326.5" rx="23" ry="5" fill={palette.chestnut} />
      <path
        d="M56 312 C50 302 62 296 56 284 M72 312 C66 302 78 296 72 284"
        stroke="var(--steam)"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
    </g>
  );
}

function Sprig() {
  return (
    <g>
      <path
        d="M352 330 C348 300 352 274 366 244 M353 304 C344 292 340 282 340 268 M355 290 C366 282 374 274 378 262"
        stroke={palette.leafShade}
        strokeWidth="2.6"
        strokeLinecap="round"
        fill="none"
      />
      {[
        [366, 242, 8],
        [340, 266, 7],
        [379, 260, 6.5],
      ].map(([cx = 0, cy = 0, r = 0]) => (
        <g key={cx} transform={`translate(${cx} ${cy})`}>
          {[0, 72, 144, 216, 288].map((turn) => (
            <ellipse
              key={turn}
              cy={-r * 0.8}
              rx={r * 0.62}
              ry={r * 0.8}
              fill="#f3b3b0"
              transform={`rotate(${turn})`}
            />
          ))}
          <circle r={r * 0.36} fill={palette.yuzu} />
        </g>
      ))}
      <path
        d="M350 316 C338 314 332 306 330 298 C342 298 350 306 350 316Z M354 312 C366 310 372 302 374 294 C362 296 354 302 354 312Z"
        fill={palette.leaf}
      />
      <path
        d="M336 326 H370 C370 336 364 340 364 348 C364 356 368 362 366 370 H340 C338 362 342 356 342 348 C342 340 336 336 336 326Z"
        fill="var(--vase)"
      />
      <path
        d="M346 332 C348 342 348 350 347 362"
        stroke="#fff"
        strokeOpacity="0.5"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
    </g>
  );
}
