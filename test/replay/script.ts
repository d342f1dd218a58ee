import type { Played } from './run-trace.ts';
import type { Trace } from './trace.ts';

const VIETNAM = 7 * 3_600_000;

/** Days and minutes as the people concerned read them. */
const moment = (at: number): string => new Date(at + VIETNAM).toISOString().slice(5, 16).replace('T', ' ');

/** Everything that was said, to whom and when (Vietnam time), and how often something was not said and why. */
export function scriptOf(trace: Trace, { heard, notSent, verdict }: Played): string {
  const inOrder = [...heard].sort((a, b) => moment(a.at).localeCompare(moment(b.at)) || (a.target < b.target ? -1 : 1));
  const lines = inOrder.map(
    ({ at, target, type, text }) =>
      `${moment(at)}  ${target}  ${type}\n    ${withoutLinks(text).replaceAll('\n', '\n    ')}`,
  );
  const reasons = Object.entries(notSent).map(([reason, count]) => `not sent: ${reason} ${count}`);
  return [
    `# ${trace.about}`,
    ...lines,
    ...reasons,
    `messages about trouble: ${verdict.messages}, false: ${verdict.false.length}, wrong cause: ${verdict.misjudged.length}`,
    '',
  ].join('\n');
}

/** Links are new each time. */
const withoutLinks = (text: string): string => text.replace(/https:\/\/canhthon\.example\/\S+/g, '(link)');
