/**
 * A key for a creating call, so that a second tap on a slow line creates nothing twice. The same body gets the same key;
 * a corrected form gets a new one (the server refuses a key with another body).
 */
export function idempotencyKeys(): (body: object) => string {
  let last = { body: '', key: '' };
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last.body) last = { body: text, key: randomKey() };
    return last.key;
  };
}

/** crypto.randomUUID exists on https only; village servers often speak plain http. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
