import type { Language } from '#libs/domain';
import { frame } from './frame.ts';
import { html } from './html.ts';

const WORDS = {
  vi: {
    title: 'Nhãn này chưa được gắn vào cột nào',
    means: 'Khi tổ lắp đặt gắn xong, quét nhãn này sẽ thấy đèn, camera còn chạy không và báo hỏng được ngay.',
    found: 'Bà con nhặt được nhãn rơi? Xin gửi lại cho',
    installer: 'Người lắp đặt: gắn nhãn này',
    code: 'Mã nhãn',
  },
  en: {
    title: 'This sticker is not on a pole yet',
    means: 'Once the installers have stuck it, scanning it shows whether the light or camera works, and takes reports.',
    found: 'You found it on the ground? Please hand it to',
    installer: 'Installer: use this sticker',
    code: 'Code of the sticker',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** What somebody sees who scans a sticker from a roll before it was stuck anywhere. */
export function freeStickerPage(
  path: string,
  { code, unitName }: { readonly code: string; readonly unitName: string },
  language: Language,
): string {
  const words = WORDS[language];
  const content = html`<h1>${words.title}</h1>
    <section>
      <p>${words.means}</p>
      <p>${words.found} ${unitName}.</p>
    </section>
    <p><a href="/install?sticker=${code}">${words.installer}</a></p>
    <p class="quiet">${words.code}: ${code}</p>`;
  return frame(words.title, path, language, content);
}
