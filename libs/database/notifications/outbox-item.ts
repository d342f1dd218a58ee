import type { Channel, EpochMs, Language, Message, NotificationId, Severity, TargetId } from '#libs/domain';

interface Sealed {
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

/** A message that this process alone may send until the lease ends. */
export interface OutboxItem {
  readonly id: NotificationId;
  /** The same for every attempt. */
  readonly idempotencyKey: string;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly leaseUntil: EpochMs;
  readonly createdAt: EpochMs;
  readonly message: Message;
  readonly severity: Severity;
  readonly language: Language;
  readonly target: {
    readonly id: TargetId;
    readonly channel: Channel;
    readonly address: Readonly<Record<string, string>>;
    /** From the contact, where the channel's address is personal. */
    readonly email: string | null;
    readonly phone: string | null;
    readonly secret: Sealed | null;
    /** Signs beside the new one while receivers change over. */
    readonly oldSecret: Sealed | null;
    /** Why it is not to be tried until a person repairs it; null: it may be. */
    readonly unusableFor: string | null;
  };
  /** Whose limits it leaves under. */
  readonly account: string;
}

/** As it is claimed. */
export interface OutboxRow {
  id: NotificationId;
  idempotency_key: string;
  attempts: number;
  lease_until: Date;
  created_at: Date;
  event: string;
  variables: unknown;
  severity: Severity;
  language: Language;
  target_id: TargetId;
  target_name: string;
  channel: Channel;
  address: Record<string, string>;
  email: string | null;
  phone: string | null;
  secret_key_id: string | null;
  secret_ciphertext: Buffer | null;
  old_secret_key_id: string | null;
  old_secret_ciphertext: Buffer | null;
  old_secret_until: Date | null;
  unusable_reason: string | null;
  account: string;
}

/** A test speaks of the target itself; everything else of what was stored when it was decided. */
function toMessage({ event, variables, target_name: targetName }: OutboxRow): Message {
  if (event === 'test') return { event, variables: { targetName } };
  return { event, variables } as Message;
}

const sealed = (keyId: string | null, ciphertext: Buffer | null): Sealed | null =>
  keyId !== null && ciphertext !== null ? { keyId, ciphertext } : null;

export function toItem(row: OutboxRow, now: EpochMs): OutboxItem {
  const overlaps = row.old_secret_until !== null && row.old_secret_until.getTime() > now;
  return {
    id: row.id,
    idempotencyKey: row.idempotency_key,
    attempt: row.attempts,
    leaseUntil: row.lease_until.getTime(),
    createdAt: row.created_at.getTime(),
    message: toMessage(row),
    severity: row.severity,
    language: row.language,
    target: {
      id: row.target_id,
      channel: row.channel,
      address: row.address,
      email: row.email,
      phone: row.phone,
      secret: sealed(row.secret_key_id, row.secret_ciphertext),
      oldSecret: overlaps ? sealed(row.old_secret_key_id, row.old_secret_ciphertext) : null,
      unusableFor: row.unusable_reason,
    },
    account: row.account,
  };
}
