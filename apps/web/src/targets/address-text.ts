/** An address as one line, whatever the channel. */
export function addressText(address: Readonly<Record<string, unknown>>): string {
  return Object.values(address)
    .filter((value) => typeof value === 'string')
    .join(', ');
}
