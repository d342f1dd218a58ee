import type { AnswerKind } from '#libs/domain';

export class ExplainedTarget {
  id: string;
  name: string;
}

/** One plain answer. */
export class ExplainAnswer {
  /** What it is about; answers come in the order `state`, `explained`, `covered`, `told`, `not_told`, `held`, `next`. */
  kind: AnswerKind;
  /** The reason or the next step, stable. */
  code: string;
  /** Which version of which rule decided. */
  rule: string | null;
  /** When it was decided. */
  at: string | null;
  /** When it ends, or when it will happen. */
  until: string | null;
  target: ExplainedTarget | null;
  incidentId: string | null;
  /** What the message was about. */
  event: string | null;
  /** In the caller's language. */
  sentence: string;
}

/** Why people were told or not, what is held until when, and what happens next. */
export class Explanation {
  /** When it was asked: answers are true of this moment. */
  at: string;
  answers: ExplainAnswer[];
}
