import type { Language } from '#libs/domain';
import { html, type Html } from './html.ts';
import { STYLE_PATH } from './style.ts';
import { PAGE } from './words.ts';

/** A whole document around what a page shows. It runs no script. `path`: of the page itself. */
export function frame(title: string, path: string, language: Language, content: Html): string {
  const words = PAGE[language];
  const other = language === 'vi' ? 'en' : 'vi';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Canh Thôn</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header>
          <b>Canh Thôn</b><a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${words.other}</a>
        </header>
        <main>${content}</main>
        <footer>${words.made}</footer>
      </body>
    </html> `.text;
}

/** A page that only says something. */
export const saying = (sentence: string, path: string, language: Language): string =>
  frame(sentence, path, language, html`<section><h1>${sentence}</h1></section>`);
