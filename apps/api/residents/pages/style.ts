import { createHash } from 'node:crypto';

/** One small sheet for all pages without login. Contrast 4.5:1 and more, in light and in dark. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--quiet:#4a5563;--ground:#f3f5f8;--card:#fff;--line:#d5dbe3;--act:#9b2c1f;--on-act:#fff;--good:#17683a;--bad:#a32014;--calm:#4a5563;--link:#1a4fa3}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f7;--quiet:#b4bfcc;--ground:#12171d;--card:#1c232c;--line:#37424f;--act:#ffb4a6;--on-act:#3a0a04;--good:#7fd8a0;--bad:#ffb4a6;--calm:#b4bfcc;--link:#a9c8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:18px/1.5 system-ui,"Be Vietnam Pro",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;max-width:34rem;margin:0 auto;padding:.75rem 1rem 0}
header b{font-size:1.1rem}
a{color:var(--link);display:inline-block;padding:.35rem 0}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0}
h2{font-size:1.15rem;margin:0 0 .5rem}
p{margin:.35rem 0}
.quiet{color:var(--quiet)}
section,details{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem;margin:1rem 0}
.thing{border-left:8px solid var(--calm)}
.thing.works{border-left-color:var(--good)}
.thing.silent,.thing.unsteady{border-left-color:var(--bad)}
.works .state{color:var(--good)}
.silent .state,.unsteady .state{color:var(--bad)}
.state{font-weight:600}
.sent{border:2px solid var(--good)}
.refused{border:2px solid var(--bad)}
details{padding:0;border:0;background:none}
summary,button{display:block;width:100%;min-height:60px;border-radius:12px;font:inherit;font-weight:600;cursor:pointer}
summary{list-style:none;background:var(--act);color:var(--on-act);text-align:center;padding:16px;font-size:1.2rem}
summary::-webkit-details-marker{display:none}
summary:focus-visible,button:focus-visible,a:focus-visible,textarea:focus-visible{outline:3px solid var(--link);outline-offset:2px}
form{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem;margin-top:.75rem}
button{margin:.6rem 0;padding:.75rem 1rem;text-align:left;color:var(--ink);background:var(--ground);border:2px solid var(--quiet)}
label{display:block;margin-top:1rem;color:var(--quiet)}
textarea{width:100%;margin-top:.35rem;padding:.6rem;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--quiet);border-radius:8px}
ul,dl{list-style:none;margin:0;padding:0}
li,dl div{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;border-top:1px solid var(--line)}
li:first-child,dl div:first-child{border-top:0}
li.said{display:block}
li small,li.said small{display:block;color:var(--quiet);font-size:.9rem}
.sum,dd{flex:none;max-width:60%;font-weight:600;margin:0;text-align:right}
dt{flex:1;min-width:0}
footer{max-width:34rem;margin:0 auto;padding:0 1rem 2rem;color:var(--quiet);font-size:.9rem}
`.trim();

/** Changes with the sheet, so that browsers may keep it for ever. */
export const STYLE_PATH = `/p/${createHash('sha256').update(STYLE).digest('base64url').slice(0, 16)}.css`;
