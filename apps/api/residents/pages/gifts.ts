import type { PublicFunding } from '#libs/contracts';
import type { Language } from '#libs/domain';
import { html, type Html } from './html.ts';
import { day, dong, PAGE } from './words.ts';

/** Who gave what: by name who agreed, all others together. */
export function gifts({ named, unnamed, count, totalDong }: PublicFunding, language: Language): Html {
  const words = PAGE[language];
  const unnamedWords = unnamed.count === 1 ? words.household : words.households(unnamed.count);
  const sum = (amount: number | null) =>
    amount !== null && amount > 0 && html`<span class="sum">${dong(amount, language)}</span>`;
  return html`<section>
    <h2>${words.paid}</h2>
    ${count === 0 && html`<p class="quiet">${words.noGifts}</p>`}
    <ul>
      ${named.map(
        (gift) =>
          html`<li>
            <span
              >${gift.donor}<small
                >${[gift.inKind, gift.bought, day(gift.givenOn)].filter((part) => part !== null).join(' · ')}</small
              ></span
            >${sum(gift.amountDong)}
          </li> `,
      )}${unnamed.count > 0 && html`<li><span>${unnamedWords}</span>${sum(unnamed.totalDong)}</li>`}
      ${count > 1 && totalDong > 0 && html`<li><b>${words.total}</b>${sum(totalDong)}</li>`}
    </ul>
  </section>`;
}
