import { html, Html } from './html.ts';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0 auto;max-width:44rem;padding:1rem;font:18px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem}a{color:#0b62c4}ul{list-style:none;padding:0}
li.chat a{display:block;padding:.6rem .8rem;border-bottom:1px solid #8884;text-decoration:none;color:inherit}
.quiet{opacity:.7;font-size:.9rem}.phone{background:#dfe8f1;border-radius:1rem;padding:1rem;color:#111}
.bubble{background:#fff;border-radius:.9rem;padding:.6rem .9rem;margin:.6rem 3rem .2rem 0;white-space:pre-wrap;border-left:.4rem solid #b3261e;overflow-wrap:anywhere}
.bubble.over{border-color:#1b7f4b}.bubble.other{border-color:#777}
blockquote{flex:1 0 100%;margin:0;padding:.2rem .6rem;border-left:.3rem solid #0068ff;color:#345}
.bubble.zalo{border-color:#0068ff}.mine{background:#cfe4ff;border-radius:.9rem;padding:.6rem .9rem;margin:.6rem 0 .2rem auto;width:fit-content;max-width:80%;white-space:pre-wrap;overflow-wrap:anywhere}
.phone a{color:#0b4a96}.phone time{font-size:.8rem;color:#456}
form{display:flex;flex-wrap:wrap;gap:.5rem;margin:.7rem 0}input,select,button{font:inherit;padding:.4rem .6rem}
input{flex:1 1 12rem}.note{background:#ffd54f33;padding:.5rem .8rem;border-radius:.5rem}
@media (prefers-color-scheme:dark){a{color:#8ab8ff}}
`;

/** A whole page: no script, nothing from elsewhere. `refreshSeconds` null: it stays as it is. */
export function page(title: string, body: Html, refreshSeconds: number | null): string {
  const refresh = refreshSeconds === null ? null : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh}
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <nav><a href="/">Tin nhắn</a> · <a href="/control">Bảng điều khiển</a></nav>
        ${body}
      </body>
    </html>`.text;
}

const CLOCK = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
});

export const clockText = (at: number): string => CLOCK.format(at);
