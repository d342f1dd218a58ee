/** Markup that is safe to send as it is. Made only by `html`, which escapes whatever is put into it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Marks that turn the direction of what follows: a name may not rearrange the page around it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

const escape = (text: string): string => text.replace(TURNING, '').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(textOf).join('');
  return escape(String(part));
}

/** `html\`<p>${name}</p>\``: what is put in is text unless `html` made it. Attributes stand in double quotes. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(literals.reduce((text, literal, index) => text + textOf(parts[index - 1]) + literal));
