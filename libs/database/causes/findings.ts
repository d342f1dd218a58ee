import type {
  CauseFoundReason,
  CauseOverReason,
  CauseCorrectionReason,
  DeviceNo,
  EpochMs,
  ExplainedBecause,
  FoundCause,
  IncidentId,
  Severity,
  UnexplainedBecause,
  UnitId,
} from '#libs/domain';
import { newId } from '../new-id.ts';
import type { CauseDetail } from './lasting-causes.ts';

export interface NewCause {
  readonly id: IncidentId;
  readonly cause: FoundCause;
  readonly identity: string;
  readonly scopeUnitId: UnitId;
  readonly deviceNo: DeviceNo | null;
  readonly severity: Severity;
  readonly reason: CauseFoundReason;
  readonly startedAt: EpochMs;
  readonly detail: CauseDetail;
}

export interface EndedCause {
  readonly id: IncidentId;
  readonly cause: FoundCause;
  readonly reason: CauseOverReason;
  readonly endedAt: EpochMs;
  readonly correction: CauseCorrectionReason | null;
  readonly units: readonly UnitId[];
}

/** What a look for causes came to; written down at its end, all at once. */
export class Findings {
  readonly opened: NewCause[] = [];
  readonly ended: EndedCause[] = [];
  readonly joined: {
    readonly childId: IncidentId;
    readonly parentId: IncidentId;
    readonly reason: ExplainedBecause;
  }[] = [];
  readonly members: { readonly causeId: IncidentId; readonly deviceNo: DeviceNo }[] = [];
  readonly returned: { readonly causeId: IncidentId; readonly deviceNo: DeviceNo }[] = [];
  /** Lasting causes whose detail changed. */
  readonly changed: { readonly id: IncidentId; readonly detail: CauseDetail }[] = [];
  /** Units that have to be told of a lasting cause from now on. */
  readonly toTell: { readonly causeId: IncidentId; readonly unitIds: readonly UnitId[] }[] = [];
  /** Everything that these explained is on its own again; what lasts is announced anew. */
  readonly released: { readonly causeId: IncidentId; readonly reason: UnexplainedBecause }[] = [];
  readonly #joining = new Set<IncidentId>();

  constructor(readonly now: EpochMs) {}

  open(cause: Omit<NewCause, 'id'>): IncidentId {
    const id = newId<IncidentId>(this.now);
    this.opened.push({ ...cause, id });
    this.toTell.push({ causeId: id, unitIds: cause.detail.units ?? [] });
    return id;
  }

  /** An incident is explained once; the first word counts. */
  join(childId: IncidentId, parentId: IncidentId, reason: ExplainedBecause): void {
    if (this.#joining.has(childId)) return;
    this.#joining.add(childId);
    this.joined.push({ childId, parentId, reason });
  }

  isJoining(childId: IncidentId): boolean {
    return this.#joining.has(childId);
  }

  end(ended: EndedCause): void {
    this.ended.push(ended);
    const reason =
      ended.reason === 'held_too_long' || ended.reason === 'closed_by_person' ? ended.reason : 'cause_over';
    this.released.push({ causeId: ended.id, reason });
  }

  get isEmpty(): boolean {
    return [
      this.opened,
      this.ended,
      this.joined,
      this.members,
      this.returned,
      this.changed,
      this.toTell,
      this.released,
    ].every((list) => list.length === 0);
  }
}
