import type { Step, Walk } from './walker.ts';

const HEAD = `# Walkthrough: five people with the product

A test walks as each of them, from an empty system, in a real browser against the whole product, and writes this page:
what they do, how many taps it takes (a tap, a choice, a field, an address opened) and how many seconds a script needs
for it, which is what the product and the network cost, not the person. \`npm test -- test/browser/walkthrough\` walks again and
refuses when steps or taps are no longer these; \`WRITE_WALKTHROUGH=1\` before it writes the page and its pictures anew.
`;

/** The page without its seconds: what must be the same at every walk. */
export const withoutSeconds = (page: string): string => page.replaceAll(/\d+(\.\d)? s\b/g, '… s');

export function walkPage(walks: readonly Walk[]): string {
  return [HEAD, ...walks.map(chapter)].join('\n');
}

function chapter({ person, steps }: Walk): string {
  const taps = steps.reduce((sum, step) => sum + step.taps, 0);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const lines = steps.map((step, index) => `${index + 1}. ${line(step)}`);
  return [`## ${person}`, '', `${counted(taps)}, ${seconds.toFixed(1)} s`, '', ...lines, ''].join('\n');
}

function line({ words, taps, seconds, picture }: Step): string {
  const effort = taps === 0 ? `${seconds.toFixed(1)} s` : `${counted(taps)}, ${seconds.toFixed(1)} s`;
  const shown = picture === null ? '' : `\n\n   ![${words}](images/walkthrough/${picture})\n`;
  return `${words} (${effort})${shown}`;
}

const counted = (taps: number): string => (taps === 1 ? '1 tap' : `${taps} taps`);
