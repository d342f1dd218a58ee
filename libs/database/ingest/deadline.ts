/** A real timer for batching and retries: input and output, not business time. Gives a function that cancels it. */
export function deadline(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
