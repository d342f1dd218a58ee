import type { PublicSiteReport, PublicSiteView, PublicThing } from '#libs/contracts';
import { frame } from './frame.ts';
import { gifts } from './gifts.ts';
import { repairs } from './repairs.ts';
import { html, type Html } from './html.ts';
import {
  causeWords,
  doingWords,
  kindWords,
  type Manner,
  moment,
  outcomeWords,
  PAGE,
  stateWords,
  subjectWords,
} from './words.ts';

export interface SitePage {
  /** `/p/{token}`. */
  readonly path: string;
  readonly site: PublicSiteView;
  /** The visitor's own report. */
  readonly own: PublicSiteReport | null;
  /** Why the report was not taken. */
  readonly refusal: string | null;
}

/** What somebody sees who scans the label of a pole. */
export function sitePage({ path, site, own, refusal }: SitePage, manner: Manner): string {
  const { language } = manner;
  const words = PAGE[language];
  const title = site.name ?? site.landmark ?? `${words.code} ${site.code}`;
  const content = html`<h1>${title}</h1>
    <p class="quiet">
      ${[title === site.landmark ? null : site.landmark, site.unitName].filter((part) => part !== null).join(' · ')}
    </p>
    ${
      own &&
      html`<section class="sent" role="status">
        <p><b>${words.thanks}</b></p>
        <p>${outcomeWords(own, manner)}</p>
      </section>`
    }
    ${
      refusal !== null &&
      html`<section class="refused" role="alert">
        <p><b>${words.notSent}</b></p>
        <p>${refusal}</p>
      </section>`
    }
    ${site.things.length === 0 && html`<section><p>${words.nothing}</p></section>`}
    ${site.things.map((thing, index) => shown(thing, numberOf(site.things, index), manner))} ${form(path, site, manner)}
    ${site.reports.length > 0 && said(site.reports, manner)} ${gifts(site.funding, language)}
    ${site.repairs.length > 0 && repairs(site.repairs, language)}
    ${site.villageUrl !== null && html`<p><a href="${site.villageUrl}">${words.village}</a></p>`}
    <p class="quiet">${words.code}: ${site.code}</p>`;
  return frame(title, path, language, content);
}

/** " 2" of the second light on one pole. */
function numberOf(things: readonly PublicThing[], index: number): string {
  const alike = things.flatMap(({ kind }, at) => (kind === things[index]?.kind ? [at] : []));
  return alike.length > 1 ? ` ${alike.indexOf(index) + 1}` : '';
}

function shown(thing: PublicThing, number: string, manner: Manner): Html {
  const { language } = manner;
  const cause = thing.cause && causeWords(thing.cause, language);
  const doing = doingWords(thing.doing, language);
  return html`<section class="thing ${thing.state}">
    <h2>${kindWords(thing.kind, language)}${number}</h2>
    <p class="state">${stateWords(thing, manner)}</p>
    ${cause && html`<p>${cause}</p>`} ${doing !== '' && html`<p>${doing}</p>`}
  </section>`;
}

/** First tap opens, second sends; both work without a script. */
function form(path: string, { choices }: PublicSiteView, { language }: Manner): Html {
  const words = PAGE[language];
  return html`<details>
    <summary>${words.report}</summary>
    <form method="post" action="${path}?lang=${language}">
      <p>${words.choose}</p>
      ${choices.map(
        (what) => html`<button name="what" value="${what}">${subjectWords(what, language)}</button> `,
      )}<label>${words.note}<textarea name="note" rows="2" maxlength="500"></textarea></label>
    </form>
  </details>`;
}

const said = (reports: readonly PublicSiteReport[], manner: Manner): Html =>
  html`<section>
    <h2>${PAGE[manner.language].reports}</h2>
    <ul>
      ${reports.map(
        (report) =>
          html`<li class="said">
            ${subjectWords(report.what, manner.language)}<small
              >${moment(report.at, manner)}. ${outcomeWords(report, manner)}</small
            >
          </li> `,
      )}
    </ul>
  </section>`;
