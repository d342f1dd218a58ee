import type { NotificationState } from './delivery.ts';
import type { IncidentId, TargetId } from './ids.ts';
import type { Cause, IncidentState } from './incident.ts';
import type { Cover } from './maintenance.ts';
import type { EpochMs } from './time.ts';

/**
 * What an answer is about: how it is, what explains or covers it, who was told, who was not, what is held, and what comes
 * next. Answers are given in this order, each kind by its time.
 */
export const ANSWER_KINDS = ['state', 'explained', 'covered', 'told', 'not_told', 'held', 'next'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What may come next, beside the reasons of the rules. */
export const NEXT_STEPS = [
  'group_wait',
  'waits_to_be_sent',
  'is_sent_again',
  'may_have_arrived',
  'acknowledgement_ends',
  'escalation_or_reminder',
  'nothing_waits',
  'quiet_hours_begin',
  'quiet_hours_end',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** One plain answer, to be put into words. */
export interface Answer {
  readonly kind: AnswerKind;
  /** A reason of a rule, or a next step. */
  readonly code: string;
  /** Which version of which rule decided; null where no rule did. */
  readonly rule: string | null;
  /** When it was decided or became so; null: that is not on record. */
  readonly at: EpochMs | null;
  /** When it ends or happens; null: open, or over. */
  readonly until: EpochMs | null;
  readonly target: { readonly id: TargetId; readonly name: string } | null;
  readonly incidentId: IncidentId | null;
  /** What a message was about: `incident.opened` …; null where there is no message. */
  readonly event: string | null;
  /** What people wrote or are called: the reason of planned work, who took it. */
  readonly words: string | null;
}

const answer = (kind: AnswerKind, code: string, more: Partial<Answer> = {}): Answer => ({
  kind,
  code,
  rule: null,
  at: null,
  until: null,
  target: null,
  incidentId: null,
  event: null,
  words: null,
  ...more,
});

/** A message that was or was not sent, with why. */
export interface MessageFacts {
  readonly target: { readonly id: TargetId; readonly name: string };
  readonly event: string;
  readonly incidentId: IncidentId | null;
  readonly state: NotificationState;
  readonly reason: string;
  readonly rule: string;
  readonly createdAt: EpochMs;
  readonly acceptedAt: EpochMs | null;
  readonly nextAttemptAt: EpochMs | null;
  readonly attempts: number;
  readonly lastError: string | null;
  /** An attempt left us and nobody confirmed it. */
  readonly uncertain: boolean;
  /** Did the message with which it left get through? Null: it left in none. */
  readonly togetherAt: EpochMs | null;
  /** Which limit of the target's budget it waits for. */
  readonly waitsFor: string | null;
}

/** What a message says about itself. */
function explainMessage(message: MessageFacts): Answer {
  const { target, event, incidentId, reason, rule, createdAt, lastError } = message;
  const about = { target, event, incidentId, rule, at: createdAt };
  switch (message.state) {
    case 'accepted':
    case 'delivered':
    case 'read':
      return answer('told', reason, { ...about, at: message.acceptedAt ?? createdAt });
    case 'suppressed':
      // Its words went out in another message.
      if (message.togetherAt !== null) return answer('told', reason, { ...about, at: message.togetherAt });
      return answer('not_told', reason, about);
    case 'failed':
      return answer('not_told', lastError ?? reason, about);
    case 'fell_back':
      return answer('not_told', message.uncertain ? 'may_have_arrived' : reason, about);
    case 'queued':
    case 'sending': {
      const until = message.nextAttemptAt;
      if (message.waitsFor !== null) return answer('held', message.waitsFor, { ...about, until });
      if (message.uncertain) return answer('next', 'may_have_arrived', { ...about, until });
      if (message.attempts > 0 && lastError !== null) return answer('next', 'is_sent_again', { ...about, until });
      return answer('next', 'waits_to_be_sent', { ...about, until });
    }
  }
}

/** Something that waits to be decided about. */
export interface WaitingFacts {
  readonly incidentId: IncidentId;
  readonly event: string;
  readonly dueAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly heldFor: string | null;
  /** Who waits for it; empty: whoever it is for then. */
  readonly targets: readonly { readonly id: TargetId; readonly name: string }[];
}

function explainWaiting({ incidentId, event, dueAt, createdAt, heldFor, targets }: WaitingFacts): Answer[] {
  const about = { incidentId, event, at: createdAt, until: dueAt };
  if (heldFor === null) return [answer('next', 'group_wait', about)];
  if (targets.length === 0) return [answer('held', heldFor, about)];
  return targets.map(({ id, name }) => answer('held', heldFor, { ...about, target: { id, name } }));
}

export interface CoverAnswer {
  readonly cover: Cover;
  readonly rule: string;
  /** Why people planned it. */
  readonly words: string | null;
}

const explainCover = ({ cover, rule, words }: CoverAnswer): Answer =>
  answer('covered', cover.reason, { rule, until: cover.until, words });

export interface IncidentFacts {
  readonly id: IncidentId;
  readonly cause: Cause;
  readonly state: IncidentState;
  readonly reason: string;
  readonly rule: string;
  readonly openedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly resolvedAt: EpochMs | null;
  readonly resolvedReason: string | null;
  readonly acknowledgedAt: EpochMs | null;
  readonly acknowledgedBy: string | null;
  /** Null: nobody has it, or it has no end. */
  readonly acknowledgedUntil: EpochMs | null;
  readonly cover: CoverAnswer | null;
  /** The incident that explains it now. */
  readonly parent: {
    readonly incidentId: IncidentId;
    readonly cause: Cause;
    readonly rule: string;
    readonly joinedAt: EpochMs;
    readonly words: string;
  } | null;
  readonly messages: readonly MessageFacts[];
  readonly waiting: readonly WaitingFacts[];
  /** What stands in its story and in no message: nobody was there to be told, or it was put off. */
  readonly untold: readonly {
    readonly reason: string;
    readonly rule: string | null;
    readonly at: EpochMs;
    readonly event: string;
  }[];
  /** When it is next asked whether others are told or reminded, and why then. */
  readonly followUp: { readonly reason: string; readonly dueAt: EpochMs | null; readonly askedAt: EpochMs } | null;
}

/** Why this incident was told, or not, what holds it, and what happens next and when. */
export function explainIncident(incident: IncidentFacts): Answer[] {
  const { id } = incident;
  const { parent } = incident;
  const answers = [
    answer('state', incident.reason, { rule: incident.rule, at: incident.openedAt, incidentId: id }),
    ...taken(incident),
    ...over(incident),
    ...(parent
      ? [
          answer('explained', `explained_by_${parent.cause}`, {
            rule: parent.rule,
            at: parent.joinedAt,
            incidentId: parent.incidentId,
            words: parent.words,
          }),
        ]
      : []),
    ...(incident.cover && incident.state !== 'resolved' ? [explainCover(incident.cover)] : []),
    ...incident.messages.map(explainMessage),
    ...untold(incident),
    ...incident.waiting.flatMap(explainWaiting),
    ...follows(incident),
  ];
  return ordered(withAnEnd(answers, id));
}

/** Of an end that nobody hears because nobody heard of the beginning, the beginning says enough. */
function untold({ id, messages, untold: lines }: IncidentFacts): Answer[] {
  const said = messages.length > 0 || lines.length > 1;
  return lines
    .filter(({ reason }) => !(said && reason === 'opening_never_told'))
    .map(({ reason, rule, at, event }) => answer('not_told', reason, { rule, at, event, incidentId: id }));
}

function taken({ id, state, acknowledgedAt, acknowledgedBy, acknowledgedUntil }: IncidentFacts): Answer[] {
  if (state !== 'acknowledged') return [];
  return [
    answer('state', 'acknowledged', {
      at: acknowledgedAt,
      until: acknowledgedUntil,
      incidentId: id,
      words: acknowledgedBy,
    }),
    ...(acknowledgedUntil === null
      ? []
      : [answer('next', 'acknowledgement_ends', { until: acknowledgedUntil, incidentId: id })]),
  ];
}

function over({ id, state, resolvedAt, resolvedReason, endedAt }: IncidentFacts): Answer[] {
  if (state !== 'resolved') return [];
  return [answer('state', resolvedReason ?? 'over', { at: endedAt ?? resolvedAt, incidentId: id })];
}

/** What is going to happen has a sentence of its own; what only holds it up says when it is asked again. */
const FOLLOW_UPS: ReadonlySet<string> = new Set(['step_not_due', 'repeat_not_due']);

function follows({ id, state, followUp }: IncidentFacts): Answer[] {
  // While somebody is on it, the end of that is what comes next, and is said already.
  if (followUp === null || state !== 'open') return [];
  const { reason, dueAt, askedAt } = followUp;
  const said = dueAt === null || FOLLOW_UPS.has(reason) ? reason : 'escalation_or_reminder';
  return [answer('next', said, { at: askedAt, until: dueAt, incidentId: id })];
}

function withAnEnd(answers: Answer[], incidentId: IncidentId | null): Answer[] {
  const waits = answers.some(({ kind }) => kind === 'next' || kind === 'held');
  return waits ? answers : [...answers, answer('next', 'nothing_waits', { incidentId })];
}

export interface DeviceAnswers {
  readonly state: { readonly reason: string; readonly since: EpochMs; readonly rule: string | null };
  readonly cover: CoverAnswer | null;
  /** Open ones, worst first. */
  readonly incidents: readonly IncidentFacts[];
  /** Latest changes that became no incident, and why. */
  readonly decisions: readonly { readonly reason: string; readonly rule: string; readonly at: EpochMs }[];
}

export function explainDevice({ state, cover, incidents, decisions }: DeviceAnswers): Answer[] {
  const own = [
    answer('state', state.reason, { rule: state.rule, at: state.since }),
    ...(cover ? [explainCover(cover)] : []),
    ...(incidents.length > 0 ? [] : decisions.map(({ reason, rule, at }) => answer('not_told', reason, { rule, at }))),
  ];
  // Its silence and what covers it are said already.
  const theirs = incidents
    .flatMap(explainIncident)
    .filter(({ kind, code }) => kind !== 'covered' && code !== 'silent_past_deadline');
  return incidents.length > 0 ? [...own, ...theirs] : ordered(withAnEnd(own, null));
}

export interface TargetAnswers {
  readonly enabled: boolean;
  /** Whether it may be told now, as for news of ordinary severity. */
  readonly reach: { readonly reason: string; readonly rule: string; readonly until: EpochMs | null };
  /** Newest first. */
  readonly messages: readonly MessageFacts[];
  /** What waits in its unit and may come to it. */
  readonly waiting: readonly WaitingFacts[];
}

export function explainTarget({ enabled, reach, messages, waiting }: TargetAnswers): Answer[] {
  const state = enabled ? reach.reason : 'target_disabled';
  const answers = [
    answer('state', state, { rule: enabled ? reach.rule : null, until: enabled ? reach.until : null }),
    ...messages.map(explainMessage),
    ...(enabled ? waiting.flatMap(explainWaiting) : []),
  ];
  return ordered(withAnEnd(answers, null));
}

/** By kind; what was, by when it was; what comes, by when it comes. */
function ordered(answers: readonly Answer[]): Answer[] {
  const time = ({ kind, at, until }: Answer): number =>
    kind === 'next' || kind === 'held' ? (until ?? Infinity) : (at ?? 0);
  return [...answers].sort(
    (a, b) => ANSWER_KINDS.indexOf(a.kind) - ANSWER_KINDS.indexOf(b.kind) || time(a) - time(b) || 0,
  );
}
