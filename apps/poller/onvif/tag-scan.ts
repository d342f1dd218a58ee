/**
 * Finds elements by local name in one pass, without a parser: no entities are expanded, no tree is built, and the
 * cost is linear in the size of a (capped) answer, whatever its shape. Good for answers of known, flat form only.
 */

/** Text between the first start tag with that local name and its end tag; null when there is none. */
export function innerOf(xml: string, localName: string): string | null {
  const start = firstStartTag(xml, localName);
  if (start === null) return null;
  return start.empty ? '' : xml.slice(start.end, endTagFrom(xml, start.end, localName) ?? xml.length);
}

function firstStartTag(xml: string, localName: string): StartTag | null {
  for (let at = xml.indexOf(localName); at !== -1; at = xml.indexOf(localName, at + 1)) {
    const start = startTagAt(xml, at, localName);
    if (start !== null) return start;
  }
  return null;
}

export interface FoundElement {
  /** What stands in its start tag after the name, as written. */
  readonly attributes: string;
  readonly inner: string;
}

/** All elements with that local name that do not lie in one another, in order, at most `most`. */
export function elementsOf(xml: string, localName: string, most: number): FoundElement[] {
  const found: FoundElement[] = [];
  let at = xml.indexOf(localName);
  while (at !== -1 && found.length < most) {
    const start = startTagAt(xml, at, localName);
    let next = at + 1;
    if (start !== null) {
      const attributes = xml.slice(at + localName.length, start.end - (start.empty ? 2 : 1));
      const end = start.empty ? start.end : (endTagFrom(xml, start.end, localName) ?? xml.length);
      found.push({ attributes, inner: start.empty ? '' : xml.slice(start.end, end) });
      next = end + 1;
    }
    at = xml.indexOf(localName, next);
  }
  return found;
}

/** Like {@link innerOf}, unescaped and trimmed; null also when the element holds other elements. */
export function textOf(xml: string, localName: string): string | null {
  const inner = innerOf(xml, localName);
  return inner === null || inner.includes('<') ? null : unescapeXml(inner).trim();
}

export function hasElement(xml: string, localName: string): boolean {
  return firstStartTag(xml, localName) !== null;
}

interface StartTag {
  readonly end: number;
  readonly empty: boolean;
}

function startTagAt(xml: string, at: number, localName: string): StartTag | null {
  if (!isNameEnd(xml.charCodeAt(at + localName.length))) return null;
  let before = at - 1;
  if (xml[before] === ':') {
    before -= 1;
    // Prefixes are short; a longer run is not a tag we know.
    for (let steps = 0; steps < 32 && isPrefixCharacter(xml.charCodeAt(before)); steps += 1) before -= 1;
  }
  if (xml[before] !== '<') return null;
  const close = xml.indexOf('>', at);
  return close === -1 ? null : { end: close + 1, empty: xml[close - 1] === '/' };
}

function endTagFrom(xml: string, from: number, localName: string): number | null {
  for (let at = xml.indexOf('</', from); at !== -1; at = xml.indexOf('</', at + 2)) {
    const close = xml.indexOf('>', at);
    if (close === -1) return null;
    if (close - at > 160) continue;
    // Most end tags are other elements' and are known by a letter; nothing is cut out for them.
    let nameEnd = close;
    while (xml.charCodeAt(nameEnd - 1) <= 0x20) nameEnd -= 1;
    if (!xml.endsWith(localName, nameEnd)) continue;
    const before = nameEnd - localName.length;
    if (before === at + 2 || (before > at + 2 && xml[before - 1] === ':')) return at;
  }
  return null;
}

/** After a name come white space, `/` or `>`; anything else is a longer name. */
function isNameEnd(code: number): boolean {
  return code === 0x3e || code === 0x2f || code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function isPrefixCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2e
  );
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five named entities of XML and numeric ones; anything else stays as it is written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return namedEntities[name as string] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
