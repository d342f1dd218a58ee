/** An address as one line, whatever the channel. */
export function addressText(address: Readonly<Record<string, unknown>>): string {
  // Whoever reads it can do nothing with the id of a group that has a link.
  if (typeof address['groupLink'] === 'string') return address['groupLink'];
  return Object.values(address)
    .filter((value) => typeof value === 'string')
    .join(', ');
}
