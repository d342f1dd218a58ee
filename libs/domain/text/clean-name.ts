/**
 * A name somebody typed, made safe for a line of plain text: one line, no control or direction characters, nothing a
 * chat turns into a link, at most `limit` characters. Vietnamese comes through unchanged (NFC).
 */
export function cleanName(name: string, limit: number): string {
  const line = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/:\/\//g, ': //')
    .trim();
  const characters = [...line];
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
