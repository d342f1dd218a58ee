import type { PublicVillageView } from '#libs/contracts';
import type { Language } from '#libs/domain';
import { frame } from './frame.ts';
import { gifts } from './gifts.ts';
import { html } from './html.ts';
import { kindWords, PAGE } from './words.ts';

/** A village's own page: what it has, what works, who paid, where else to go. */
export function villagePage(path: string, view: PublicVillageView, language: Language): string {
  const words = PAGE[language];
  const content = html`<h1>${view.unitName}</h1>
    <section>
      <h2>${words.stands}</h2>
      ${view.kinds.length === 0 && html`<p class="quiet">${words.none}</p>`}
      <dl>
        ${view.kinds.map(
          ({ kind, total, working }) =>
            html`<div>
              <dt>${kindWords(kind, language)}</dt>
              <dd>${working === null ? words.hiddenCount(total) : words.works(working, total)}</dd>
            </div> `,
        )}
        <div>
          <dt>${words.repaired}</dt>
          <dd>${view.repaired}</dd>
        </div>
      </dl>
    </section>
    ${
      view.links.length > 0 &&
      html`<section>
        <h2>${words.links}</h2>
        <ul>
          ${view.links.map(
            ({ title, url }) => html`<li><a href="${url}" rel="noopener noreferrer nofollow">${title}</a></li> `,
          )}
        </ul>
      </section>`
    }
    ${gifts(view.funding, language)}`;
  return frame(view.unitName, path, language, content);
}
