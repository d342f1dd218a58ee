/** The call that early.ts began for this path, once; null when there was none, or it failed: then it is made again. */
export async function takeEarly(path: string): Promise<Response | null> {
  const early = globalThis.canhThonEarly?.get(path);
  if (early === undefined) return null;
  globalThis.canhThonEarly?.delete(path);
  return early.catch(() => null);
}
