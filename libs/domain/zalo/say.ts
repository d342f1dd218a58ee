import type { Language } from '../unit.ts';
import { cleanName } from '../text/clean-name.ts';
import type { OpenMessage } from './reply-to-which.ts';

const NAME_LIMIT = 80;
const letterOf = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

/** What we answer in a chat. */
export const ZALO_ANSWERS = {
  linked: {
    vi: (name: string) =>
      `✅ Đã liên kết. Từ nay tin sự cố của ${cleanName(name, NAME_LIMIT)} sẽ được báo ở đây. Ai đi kiểm tra thì trả lời tin sự cố đó số 1.`,
    en: (name: string) =>
      `✅ Linked. From now on troubles of ${cleanName(name, NAME_LIMIT)} are told here. Whoever goes to check replies 1 to that message.`,
  },
  wrongCode: {
    vi: 'Mã không đúng hoặc đã hết hạn. Hãy lấy mã mới trên trang Canh Thôn rồi gửi lại.',
    en: 'The code is wrong or too old. Please take a new one from Canh Thôn and send it again.',
  },
  nothingOpen: {
    vi: 'Hiện không có sự cố nào đang chờ người đi kiểm tra. Cảm ơn bạn!',
    en: 'No trouble waits for somebody at the moment. Thank you!',
  },
} as const;

/** Asks once which of several troubles is meant. */
export function askWhich(choices: readonly OpenMessage[], language: Language): string {
  const lines = choices.map(({ label }, index) => `1${letterOf(index)}. ${cleanName(label, NAME_LIMIT)}`);
  const question =
    language === 'vi'
      ? 'Bạn đi kiểm tra sự cố nào? Hãy trả lời vào tin của sự cố đó, hoặc gửi:'
      : 'Which one are you going to check? Reply to its message, or send:';
  return [question, ...lines].join('\n');
}

/** The line below a message that asks for help, where replies are read. */
export const REPLY_HINT = {
  vi: 'Ai đi kiểm tra: trả lời tin này số 1.',
  en: 'Going to check? Reply 1 to this message.',
} as const satisfies Record<Language, string>;
