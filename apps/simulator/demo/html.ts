/** Text that is HTML already. Everything else is escaped when it is put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | null | Html | readonly Part[];

/** html`<p>${anything}</p>`: what is put in is escaped, unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings.map((string, index) => string + (index < parts.length ? render(parts[index]!) : '')).join(''),
  );
}

function render(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(render).join('');
  return escapeHtml(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/** Text of a message: line breaks stay, addresses become links. */
export function messageText(text: string): Html {
  let rest = 0;
  const parts: string[] = [];
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(escapeHtml(text.slice(rest, index)), `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`);
    rest = index + address.length;
  }
  return new Html(parts.join('') + escapeHtml(text.slice(rest)));
}
