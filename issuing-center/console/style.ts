/** The console's style sheet. Contrast is 7:1 or more; nothing is narrower than its words at 200 %. */
export const style = `
:root { color-scheme: light dark; --ink: #16202b; --paper: #ffffff; --quiet: #eef2f6; --line: #6b7683; --link: #0b3d78; --bad: #7d0b0b; --good: #0c4a26; --key: #0b3d78; --on-key: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f4f7; --paper: #12181f; --quiet: #1d2630; --line: #8b98a6; --link: #a8cdff; --bad: #ffb3ad; --good: #a5e5bd; --key: #a8cdff; --on-key: #0b1520; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; z-index: 1; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem 1.25rem; background: var(--quiet); border-bottom: 1px solid var(--line); }
header strong { font-size: 1.15rem; }
header .end { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; min-height: 24px; }
nav a[aria-current] { font-weight: 700; color: var(--ink); text-decoration-thickness: 3px; }
main { padding: 1rem 1.25rem 3rem; max-width: 100rem; }
h1 { font-size: 1.6rem; margin: .25rem 0 .75rem; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption, .heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 700; }
td.sum, th.sum { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.25rem; margin: 0; }
dt { font-weight: 700; } dd { margin: 0; }
.bad { color: var(--bad); font-weight: 700; }
.good { color: var(--good); }
form.line { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; margin: .5rem 0; }
form.deed { border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; margin: 0 0 .75rem; max-width: 46rem; }
form.deed p { margin: 0 0 .5rem; }
label { display: block; }
input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .3rem; padding: .35rem .6rem; min-height: 2.2rem; max-width: 100%; }
button { background: var(--key); color: var(--on-key); border-color: var(--key); font-weight: 700; cursor: pointer; }
.fault { border-left: .4rem solid var(--bad); padding: .5rem 1rem; background: var(--quiet); }
.hash { overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } header .end { margin-left: 0; } }
`;
