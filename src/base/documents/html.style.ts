/** The stylesheet of every page written by the HTML writer: system fonts, both colour schemes, paper. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--quiet:#59636e;--accent:#1f4e79;--line:#c9d1d9;--shade:#eef2f6;--page:#fff}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9aa6b2;--accent:#8cc2f2;--line:#3d4650;--shade:#1c232b;--page:#0f1419}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
main,footer{max-width:46rem;margin:0 auto;padding:0 1.25rem}
header{margin:2.5rem 0 1.75rem;padding-bottom:1rem;border-bottom:2px solid var(--accent)}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance}
h1{margin:0;font-size:1.9rem;color:var(--accent)}
h2{margin:2.25rem 0 .6rem;font-size:1.35rem;color:var(--accent)}
h3{margin:1.6rem 0 .4rem;font-size:1.08rem}
h4{margin:1.2rem 0 .3rem;font-size:1rem;color:var(--quiet)}
p,ul{margin:0 0 .8rem}
.subtitle{margin:.4rem 0 0;font-size:1.05rem;color:var(--quiet)}
ul{padding-left:1.3rem}
li{margin:.15rem 0}
dl{margin:0 0 1.2rem;border-top:1px solid var(--line)}
dl>div{display:grid;grid-template-columns:minmax(8rem,32%) 1fr;gap:0 1.25rem;padding:.4rem 0;border-bottom:1px solid var(--line)}
dt{grid-column:1;grid-row:1/span 99;font-weight:600}
dd{grid-column:2;margin:0;min-width:0}
.table{margin:0 0 1.4rem;overflow-x:auto}
table{width:100%;min-width:28rem;border-collapse:collapse;font-size:.93rem}
caption{padding:0 0 .4rem;text-align:left;font-style:italic;color:var(--quiet)}
th,td{padding:.45rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{background:var(--shade);border-bottom-color:var(--accent);font-weight:600}
.end{text-align:right;font-variant-numeric:tabular-nums}
.note{margin:0 0 1.2rem;padding:.7rem 1rem;background:var(--shade);border-left:4px solid var(--accent);font-size:.95rem}
.note p{margin:0}
.note-title{font-weight:600;color:var(--accent)}
footer{margin-top:2.5rem;padding-top:.8rem;padding-bottom:2rem;color:var(--quiet);font-size:.85rem}
footer p{border-top:1px solid var(--line);padding-top:.8rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
@media (max-width:34rem){dl>div{display:block}}
@media print{
@page{size:A4;margin:22mm 20mm}
:root{color-scheme:light;--text:#000;--quiet:#444;--accent:#1f4e79;--line:#bbb;--shade:#f2f4f7;--page:#fff}
html{font-size:10pt}
main,footer{max-width:none;padding:0}
.table{overflow:visible}
table{min-width:0}
footer{margin-top:0;break-before:avoid}
h2,h3,h4,caption{break-after:avoid}
tr,dl>div,li,.note{break-inside:avoid}
thead{display:table-header-group}
}
`;
