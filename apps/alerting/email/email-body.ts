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
const LIST: Readonly<Record<Language, string>> = { vi: 'Mở danh sách sự cố', en: 'Open the list of incidents' };

export interface EmailLinks {
  /** Null: the message asks nobody to go, or nobody can reach this server. */
  readonly acknowledge: string | null;
  /** Where a digest's troubles are taken one by one; null: as before. */
  readonly list: string | null;
}

/** The message as a mail: its first line is the subject; the link becomes a button beside the plain text. */
export function emailBody(message: Message, language: Language, links: EmailLinks): EmailBody {
  const list = message.event === 'digest.daily' && message.variables.open.length > 0 ? links.list : null;
  const acknowledgeLink = links.acknowledge;
  const spoken = speak(message, language, acknowledgeLink);
  const text = list === null ? spoken : `${spoken}\n\n${LIST[language]}: ${list}`;
  const withoutLink = speak(message, language, null);
  const [firstLine = ''] = withoutLink.split('\n');
  const characters = [...firstLine.replace(/:$/, '')];
  const short = characters.length <= LONGEST_SUBJECT ? characters : [...characters.slice(0, LONGEST_SUBJECT - 1), '…'];
  const paragraph = `<p>${escape(withoutLink).replaceAll('\n', '<br>')}</p>`;
  const asked = acknowledgeLink !== null && spoken !== withoutLink ? linkTo(acknowledgeLink, BUTTON[language]) : '';
  const button = list === null ? asked : linkTo(list, LIST[language]);
  return { subject: `Canh Thôn: ${short.join('')}`, text, html: paragraph + button };
}

const linkTo = (url: string, words: string): string => `<p><a href="${escape(url)}">${words}</a></p>`;
