import { speak, type Language, type Message } from '#libs/domain';

export interface EmailBody {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const LONGEST_SUBJECT = 120;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
const BUTTON: Readonly<Record<Language, string>> = { vi: 'Tôi đi kiểm tra', en: 'I am going to check' };

/** The message as a mail: its first line is the subject; the link becomes a button beside the plain text. */
export function emailBody(message: Message, language: Language, acknowledgeLink: string | null): EmailBody {
  const text = speak(message, language, acknowledgeLink);
  const withoutLink = speak(message, language, null);
  const [firstLine = ''] = withoutLink.split('\n');
  const characters = [...firstLine.replace(/:$/, '')];
  const short = characters.length <= LONGEST_SUBJECT ? characters : [...characters.slice(0, LONGEST_SUBJECT - 1), '…'];
  const paragraph = `<p>${escape(withoutLink).replaceAll('\n', '<br>')}</p>`;
  const button =
    acknowledgeLink !== null && text !== withoutLink
      ? `<p><a href="${escape(acknowledgeLink)}">${BUTTON[language]}</a></p>`
      : '';
  return { subject: `Canh Thôn: ${short.join('')}`, text, html: paragraph + button };
}
