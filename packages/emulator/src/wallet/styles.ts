/** The wallet's only stylesheet: its own violet, phone width first, light and dark by the system's choice. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #eceaf8; --glow: #d9d2fb; --screen: #f7f6fd; --paper: #ffffff; --ink: #1b1638; --muted: #615b82; --line: #e6e3f4;
  --accent: #5a3fe0; --accent-press: #4a30c9; --accent-soft: #ece8ff; --on-accent: #ffffff;
  --good: #0f7a54; --good-soft: #dcf5ea; --warn: #8f4b00; --warn-soft: #fff0db;
  --shadow: 0 1px 2px rgb(40 26 110 / .06), 0 8px 24px -12px rgb(40 26 110 / .18);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #090714; --glow: #1d1544; --screen: #120e24; --paper: #1c1736; --ink: #f3f0ff; --muted: #b0a9d2; --line: #2e2752;
    --accent: #7058f2; --accent-press: #5f46e6; --accent-soft: #2b2357; --on-accent: #ffffff;
    --good: #6ee2b2; --good-soft: #11382b; --warn: #ffc47d; --warn-soft: #3d2a12;
    --shadow: 0 1px 0 rgb(255 255 255 / .04) inset, 0 8px 24px -12px rgb(0 0 0 / .6);
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--screen); color: var(--ink); line-height: 1.5; -webkit-text-size-adjust: 100%;
  font-family: system-ui, -apple-system, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", sans-serif; }
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.25rem; line-height: 1.35; }
h2 { font-size: .9375rem; color: var(--muted); font-weight: 600; margin: 0 .25rem .5rem; }
ul { list-style: none; }
a { color: inherit; }
button, input { font: inherit; color: inherit; }
.num { font-variant-numeric: tabular-nums; }
.small { font-size: .8125rem; color: var(--muted); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
p, footer, h1, b, li { word-break: auto-phrase; }
.icon { width: 1.25rem; height: 1.25rem; flex: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .5rem; }
.phone { max-width: 27rem; min-height: 100dvh; margin: 0 auto; display: flex; flex-direction: column; background: var(--screen); }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1rem 1.25rem .75rem; }
.brand, .back { display: inline-flex; align-items: center; gap: .5rem; font-weight: 700; text-decoration: none; min-height: 2.75rem; }
.brand .icon { width: 2rem; height: 2rem; padding: .35rem; border-radius: .625rem; background: var(--accent); color: var(--on-accent); }
.back { gap: .25rem; margin-left: -.375rem; }
.languages { display: flex; padding: .1875rem; border-radius: 99px; background: var(--paper); border: 1px solid var(--line); font-size: .8125rem; }
.languages a { padding: .3125rem .75rem; border-radius: 99px; text-decoration: none; color: var(--muted); }
.languages a[aria-current] { background: var(--accent-soft); color: var(--ink); font-weight: 600; }
main { flex: 1; display: flex; flex-direction: column; gap: 1.5rem; padding: .25rem 1.25rem 1.5rem; }
footer { padding: 0 1.25rem 1.5rem; text-align: center; text-wrap: balance; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 1.25rem; padding: 1rem 1.125rem; box-shadow: var(--shadow); }
.balance { position: relative; border: 0; padding: 1.25rem 1.375rem 1.375rem; color: #fff;
  background: radial-gradient(120% 140% at 100% 0, #8a56e8 0, #6a42dd 38%, #4530b8 100%); box-shadow: 0 18px 36px -18px rgb(76 48 190 / .7); }
.balance .small { color: #e6dfff; }
.balance-name { font-weight: 600; margin-bottom: 1.5rem; }
.balance-amount { font-size: 2.5rem; font-weight: 700; letter-spacing: -.02em; line-height: 1.15; }
.balance form { position: absolute; right: 1.125rem; top: 1rem; }
.pill { display: inline-flex; align-items: center; gap: .25rem; min-height: 2.5rem; padding: 0 .875rem 0 .625rem; border: 1px solid rgb(255 255 255 / .35);
  border-radius: 99px; background: rgb(30 15 100 / .35); color: #fff; font-size: .8125rem; font-weight: 600; cursor: pointer; }
.pill .icon { width: 1rem; height: 1rem; }
.pill:hover { background: rgb(30 15 100 / .55); }
.pill:focus-visible { outline-color: #fff; border-radius: 99px; }
.people { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.25rem, 1fr)); gap: .625rem; }
.person { display: grid; justify-items: center; gap: .125rem; padding: .75rem .5rem; border-radius: 1.125rem; border: 1px solid var(--line);
  background: var(--paper); cursor: pointer; min-width: 0; }
.person-name { font-weight: 600; }
.person[aria-pressed="true"] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); background: var(--accent-soft); }
.person:hover { border-color: var(--accent); }
.avatar { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; flex: none; border-radius: 50%; font-weight: 700; color: #fff; background: #5a3fe0; }
.avatar[data-tint="1"] { background: #0b6e8f; } .avatar[data-tint="2"] { background: #a83279; } .avatar[data-tint="3"] { background: #3f6f2a; }
.list { background: var(--paper); border: 1px solid var(--line); border-radius: 1.25rem; overflow: clip; box-shadow: var(--shadow); }
.list li + li { border-top: 1px solid var(--line); }
.row { display: flex; align-items: center; gap: .75rem; padding: .8125rem 1rem; text-decoration: none; }
a.row:hover { background: var(--accent-soft); }
a.row:focus-visible { outline-offset: -3px; border-radius: 1.25rem; }
.row > .icon { color: var(--muted); margin-left: -.375rem; }
.row-text { flex: 1; min-width: 0; display: grid; overflow-wrap: anywhere; line-height: 1.4; }
.tile { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; flex: none; border-radius: .875rem; background: var(--accent-soft); color: var(--accent); }
.tile[data-tone="good"] { background: var(--good-soft); color: var(--good); }
.tile[data-tone="warn"] { background: var(--warn-soft); color: var(--warn); }
.tile[data-tone="quiet"] { background: var(--line); color: var(--muted); }
.tile.big { width: 3.75rem; height: 3.75rem; border-radius: 1.25rem; }
.tile.big .icon { width: 1.875rem; height: 1.875rem; }
.badge { justify-self: start; margin-top: .25rem; padding: .0625rem .5rem; border-radius: 99px; font-size: .75rem; font-weight: 600; background: var(--line); color: var(--muted); }
.badge[data-status="COMPLETED"] { background: var(--good-soft); color: var(--good); }
.badge[data-status="AUTHORIZED"], .badge[data-status="REAUTHORIZING"] { background: var(--warn-soft); color: var(--warn); }
.answers { display: grid; grid-template-columns: 1fr 2fr; gap: .625rem; padding: 0 1rem .875rem; }
.answers .button { width: 100%; min-height: 2.75rem; padding: 0 .5rem; }
.empty { padding: 1.25rem; border: 1.5px dashed var(--line); border-radius: 1.25rem; color: var(--muted); font-size: .875rem; text-align: center; text-wrap: pretty; }
.paste { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem; }
.paste label { font-weight: 600; font-size: .9375rem; }
.paste-line { display: flex; gap: .5rem; }
.paste input { flex: 1; min-width: 0; min-height: 3rem; padding: 0 .875rem; border-radius: .875rem; border: 1px solid var(--muted); background: var(--screen); }
.demand { display: grid; justify-items: center; text-align: center; gap: .375rem; padding-top: .5rem; overflow-wrap: anywhere; }
.demand h1 { margin-top: .375rem; font-size: 1.0625rem; }
.demand .small, .verdict .small { display: inline-flex; align-items: center; gap: .375rem; }
.demand .small .icon { width: 1rem; height: 1rem; }
.amount { display: block; font-size: 2.875rem; font-weight: 750; letter-spacing: -.03em; line-height: 1.15; color: var(--ink); }
.lines { display: grid; gap: .5rem; font-size: .9375rem; }
.lines li, .lines div { display: flex; justify-content: space-between; gap: 1rem; overflow-wrap: anywhere; }
.lines dt { color: var(--muted); flex: none; }
.lines dd { text-align: right; }
.receipt { gap: .75rem; font-size: .875rem; }
.card h2 { margin: 0 0 .5rem; }
.payer { display: flex; align-items: center; gap: .75rem; line-height: 1.35; margin-bottom: .75rem; padding-bottom: .75rem; border-bottom: 1px solid var(--line); }
details { margin-top: .5rem; }
summary { cursor: pointer; min-height: 2.25rem; display: flex; align-items: center; color: var(--muted); font-size: .875rem; text-decoration: underline; text-underline-offset: .2em; list-style: none; }
summary::-webkit-details-marker { display: none; }
details .people { margin-top: .5rem; }
.note, .problem { padding: .875rem 1rem; border-radius: 1rem; font-size: .9375rem; background: var(--accent-soft); }
.problem { background: var(--warn-soft); color: var(--warn); }
.actions { display: grid; gap: .625rem; margin-top: auto; }
.button { display: flex; align-items: center; justify-content: center; gap: .375rem; min-height: 3rem; padding: 0 1.25rem; border: 0; border-radius: 1rem;
  background: var(--accent); color: var(--on-accent); font-weight: 700; text-decoration: none; cursor: pointer; }
.actions .button { width: 100%; min-height: 3.5rem; font-size: 1.0625rem; border-radius: 1.125rem; }
.button:hover { background: var(--accent-press); }
.button.main { box-shadow: 0 14px 28px -16px var(--accent); }
.button.plain { background: transparent; color: var(--ink); box-shadow: inset 0 0 0 1.5px var(--line); font-weight: 600; }
.button.plain:hover { background: var(--accent-soft); }
.quiet-link { display: grid; place-items: center; min-height: 2.75rem; color: var(--muted); font-size: .9375rem; text-underline-offset: .2em; text-align: center; }
.aside { text-align: center; text-wrap: balance; }
.checks { display: grid; gap: .75rem; }
.checks li { display: flex; gap: .625rem; line-height: 1.45; }
.checks .icon { color: var(--good); margin-top: .125rem; }
.button.small-button { min-height: 2.5rem; padding: 0 .875rem; font-size: .875rem; border-radius: .875rem; }
.desk { max-width: 27rem; min-height: 100dvh; margin: 0 auto; display: flex; flex-direction: column; background: var(--screen); }
.scan { display: grid; gap: 1.75rem; }
.scan-text { display: grid; gap: .75rem; justify-items: start; align-content: center; }
.scan-text .small { display: inline-flex; align-items: center; gap: .375rem; }
.scan-text .small .icon { width: 1rem; height: 1rem; }
.scan-text .quiet-link { text-align: start; place-items: center start; }
.steps { margin: 0; padding-left: 1.375rem; display: grid; gap: .375rem; color: var(--muted); }
.desk .note { text-align: center; text-wrap: balance; }
.scan h1, .demand h1 { text-wrap: balance; }
.qr { align-self: center; padding: .75rem; border-radius: 1.75rem; background: #fff; border: 1px solid var(--line); box-shadow: var(--shadow); }
.qr svg { display: block; width: 100%; }
.verdict { display: grid; justify-items: center; gap: .5rem; text-align: center; padding-top: 2rem; text-wrap: balance; }
.verdict p { color: var(--muted); }
.verdict h1 { margin-top: .5rem; }
.seal { display: grid; place-items: center; width: 5rem; height: 5rem; border-radius: 50%; background: var(--line); color: var(--muted); }
.seal .icon { width: 2.5rem; height: 2.5rem; }
.verdict[data-tone="good"] .seal { background: var(--good); color: var(--paper); box-shadow: 0 0 0 .75rem var(--good-soft); margin: .75rem; }
.verdict[data-tone="warn"] .seal { background: var(--warn-soft); color: var(--warn); }
@media (min-width: 30rem) {
  body { background: radial-gradient(60rem 40rem at 50% -10rem, var(--glow), transparent), var(--ground); background-attachment: fixed; }
  .phone { min-height: min(56rem, calc(100dvh - 4rem)); margin: 2rem auto; border-radius: 2.5rem; overflow: clip;
    box-shadow: 0 0 0 1px var(--line), 0 0 0 .625rem var(--paper), 0 0 0 calc(.625rem + 1px) var(--line), 0 40px 80px -30px rgb(30 16 90 / .45); }
}
@media (min-width: 48rem) {
  .desk { max-width: 52rem; min-height: 0; margin: 4rem auto; padding: .75rem 1.25rem; border-radius: 2rem; box-shadow: 0 0 0 1px var(--line), 0 40px 80px -30px rgb(30 16 90 / .45); }
  .desk main { padding-bottom: 2rem; }
  .scan { grid-template-columns: 20rem 1fr; gap: 2.75rem; }
}
@media (prefers-reduced-motion: no-preference) {
  .button, .person, .row, .pill { transition: background-color .15s, border-color .15s; }
  .verdict[data-tone="good"] .seal { animation: arrive .35s cubic-bezier(.2, 1.4, .4, 1); }
  @keyframes arrive { from { transform: scale(.6); opacity: 0; } }
}
`;
