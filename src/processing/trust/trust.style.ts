/** The stylesheet of trust pages: system fonts, both colour schemes, narrow screens, paper. */
export const TRUST_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--quiet:#4d5761;--accent:#1f4e79;--line:#c9d1d9;--shade:#eef2f6;--page:#fff;--band:#163a5a;--on-band:#fff;--good:#1a6b3c;--warn:#8a4b00}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#a8b3be;--accent:#8cc2f2;--line:#3d4650;--shade:#1c232b;--page:#0f1419;--band:#12283c;--on-band:#eaf3fb;--good:#7fd6a2;--warn:#f0b35c}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere;hyphens:auto}
main:focus{outline:0}
[aria-current]{color:inherit;font-weight:600;text-decoration:none}
a[href^=mailto],a[href^=https]{hyphens:none}
.wrap{max-width:62rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:1rem;top:-4rem;padding:.6rem 1rem;background:var(--page);color:var(--accent);border-radius:0 0 .4rem .4rem;z-index:1}
.skip:focus{top:0}
header{background:var(--band);color:var(--on-band);padding:2.75rem 0 2.25rem}
header p{margin:.5rem 0 0;max-width:44rem;opacity:.92}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{margin:0;font-size:clamp(1.7rem,1.2rem + 2.4vw,2.5rem)}
h2{margin:0 0 .5rem;font-size:1.4rem;color:var(--accent)}
h3{margin:0 0 .35rem;font-size:1.05rem}
a{color:var(--accent);text-underline-offset:.2em}
nav{border-bottom:1px solid var(--line);background:var(--shade)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:.6rem 0;list-style:none}
nav a{display:inline-block;padding:.3rem 0}
nav.languages{background:none}
section{padding:2rem 0;border-bottom:1px solid var(--line)}
main section:last-child{border-bottom:0}
p{margin:0 0 .8rem}
ul{margin:0;padding-left:1.2rem}
li{margin:.2rem 0}
.quiet{color:var(--quiet)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1rem;margin-top:1rem;padding:0;list-style:none}
.cards>li{margin:0;padding:1rem 1.1rem;border:1px solid var(--line);border-radius:.6rem;background:var(--page)}
.cards p{margin:.35rem 0 0}
.badge{display:inline-block;margin:0 .4rem .3rem 0;padding:.1rem .55rem;border:1px solid currentcolor;border-radius:1rem;font-size:.82rem;font-weight:600;color:var(--accent)}
.badge.good{color:var(--good)}
.badge.warn{color:var(--warn)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.6rem 0 0;font-size:.94rem}
dt{color:var(--quiet)}
dd{margin:0;min-width:0}
footer{padding:1.25rem 0 2.5rem;color:var(--quiet);font-size:.9rem;border-top:1px solid var(--line)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.15rem}
header :focus-visible{outline-color:var(--on-band)}
@media (max-width:30rem){dl{display:block}dd{margin-bottom:.35rem}section{padding:1.5rem 0}}
@media print{
@page{size:A4;margin:18mm}
:root{color-scheme:light;--text:#000;--quiet:#444;--accent:#1f4e79;--line:#bbb;--shade:#fff;--page:#fff;--band:#fff;--on-band:#000;--good:#000;--warn:#000}
html{font-size:10pt}
nav,.skip{display:none}
header{padding:0 0 1rem;border-bottom:2px solid var(--accent)}
.wrap{max-width:none;padding:0}
section{padding:1rem 0}
h2,h3{break-after:avoid}
.cards>li,li{break-inside:avoid}
}
`;
