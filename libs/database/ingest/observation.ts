import type { CommandResult, DeviceNo, EpochMs, PayloadOutcome } from '#libs/domain';

type Facts = Readonly<Record<string, number | boolean | string>>;

/** What every message of a device says by its mere arrival. */
interface Heard {
  readonly deviceNo: DeviceNo;
  /** When the connection was accepted (epoch ms, database time): orders the sessions of one device. */
  readonly sessionEpoch: number;
  /** Database time at which the door received it. */
  readonly at: EpochMs;
}

export interface HistoryRow {
  readonly receivedAt: EpochMs;
  readonly seq: number;
  readonly sentAt: EpochMs | null;
  readonly late: boolean;
  readonly facts: Facts;
}

/** What a broker door tells the database about one device. */
export type Observation = Heard &
  (
    | {
        readonly kind: 'heartbeat';
        readonly bootId: string;
        /** Not the boot this door heard last. */
        readonly bootChanged: boolean;
        readonly seq: number;
        readonly sentAt: EpochMs | null;
        /** Late ones go to history only: they say nothing of now but that the device talks. */
        readonly late: boolean;
        readonly facts: Facts;
        /** Fields nobody knows, for the latest state only. */
        readonly extra: Readonly<Record<string, unknown>> | null;
        /** Already counted: contact and nothing else. */
        readonly duplicate: boolean;
      }
    | {
        readonly kind: 'birth';
        readonly bootId: string;
        /** Not the boot this door heard last. */
        readonly bootChanged: boolean;
        readonly facts: Facts;
        readonly announcedIntervalSeconds: number | null;
      }
    | { readonly kind: 'contact' }
    | {
        readonly kind: 'command_ack';
        readonly commandId: string;
        readonly result: CommandResult;
        readonly detail: string | null;
      }
    /** It may be gone: a will, or `online:false`. */
    | { readonly kind: 'hint' }
    | {
        readonly kind: 'rejection';
        readonly topic: string;
        readonly reason: string;
        readonly path: string;
        /** Truncated by the sender. */
        readonly payload: Uint8Array;
      }
    /** The door's memory says that the fault bad_payload may begin or end. */
    | { readonly kind: 'payload_outcome'; readonly outcome: PayloadOutcome }
  );
