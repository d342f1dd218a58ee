import type { RecordingOutcome } from '#libs/domain';
import type { Answer, SignedVisit } from './signed-visit.ts';
import { elementsOf, textOf } from './tag-scan.ts';

const MOST_JOBS = 4;

/** What the camera says of its own recordings. @param offset camera's clock minus ours, ms */
export async function readRecordings(visit: SignedVisit, offset: number): Promise<RecordingOutcome> {
  const [search, recording] = [await visit.pathOf('search'), await visit.pathOf('recording')];
  if (visit.rejected !== null) return { kind: 'refused', detail: visit.rejected };
  if (search === null && recording === null) return { kind: 'not_offered' };
  const summary = search === null ? null : await visit.ask(search, { operation: 'GetRecordingSummary' });
  const jobs = recording === null ? [] : await jobStates(visit, recording);
  if (summary?.kind === 'answer') return { kind: 'told', ...summaryOf(summary.body, offset), jobs };
  if (jobs.length > 0) return { kind: 'told', dataUntil: null, recordings: null, jobs };
  return unanswered(summary);
}

async function jobStates(visit: SignedVisit, path: string): Promise<string[]> {
  const listed = await visit.ask(path, { operation: 'GetRecordingJobs' });
  if (listed.kind !== 'answer') return [];
  const states: string[] = [];
  for (const { inner } of elementsOf(listed.body, 'JobItem', MOST_JOBS)) {
    const job = textOf(inner, 'JobToken');
    if (job === null) continue;
    const told = await visit.ask(path, { operation: 'GetRecordingJobState', job });
    const state = told.kind === 'answer' ? stateIn(told.body) : null;
    if (state !== null) states.push(state.slice(0, 40));
  }
  return states;
}

/** A state within a state carries its word in the inner one. */
function stateIn(body: string): string | null {
  const [outer] = elementsOf(body, 'State', 1);
  return outer === undefined ? null : outer.inner.includes('<') ? textOf(outer.inner, 'State') : outer.inner.trim();
}

function summaryOf(
  body: string,
  offset: number,
): { readonly dataUntil: number | null; readonly recordings: number | null } {
  const until = Date.parse(textOf(body, 'DataUntil') ?? '');
  const count = textOf(body, 'NumberRecordings') ?? '';
  const recordings = /^\d{1,9}$/.test(count) ? Number(count) : null;
  // An empty store tells the beginning of time.
  const isMoment = !Number.isNaN(until) && until > Date.UTC(1990, 0, 1) && recordings !== 0;
  return { dataUntil: isMoment ? until - offset : null, recordings };
}

const unanswered = (answer: Answer | null): RecordingOutcome =>
  answer?.kind === 'refused'
    ? { kind: 'refused', detail: answer.detail }
    : { kind: 'unanswered', detail: answer === null || answer.kind === 'answer' ? 'nothing was told' : answer.detail };
