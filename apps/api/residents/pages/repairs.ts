import type { PublicRepair } from '#libs/contracts';
import type { Language } from '#libs/domain';
import { html, type Html } from './html.ts';
import { day, dong, PAGE } from './words.ts';

/** What was mended; names only of those who agreed. */
export function repairs(done: readonly PublicRepair[], language: Language): Html {
  const words = PAGE[language];
  const about = ({ doneOn, doneBy, paidBy }: PublicRepair): string =>
    [day(doneOn), doneBy && words.doneBy(doneBy), paidBy && words.paidBy(paidBy)].filter(Boolean).join(' · ');
  return html`<section>
    <h2>${words.repairs}</h2>
    <ul>
      ${done.map(
        (repair) =>
          html`<li>
            <span>${repair.what}<small>${about(repair)}</small></span
            >${repair.costDong !== null && html`<span class="sum">${dong(repair.costDong, language)}</span>`}
          </li> `,
      )}
    </ul>
  </section>`;
}
