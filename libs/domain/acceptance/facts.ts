import type { CommandResult, CommandState } from '../command.ts';
import type { NotificationState } from '../delivery.ts';
import type { DeviceKind, Lifecycle } from '../device.ts';
import type { Connectivity } from '../health.ts';
import type { EpochMs } from '../time.ts';
import type { CameraCheckResult } from './camera-check.ts';

/** All that a test looks at. What is older than its beginning counts for nothing. */
export interface AcceptanceFacts {
  readonly kind: DeviceKind;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly connectivity: Connectivity;
  /** The last sign of life, whenever. */
  readonly contactAt: EpochMs | null;
  /** Has it a secret (MQTT)? Of a camera the visit tells. */
  readonly hasSecret: boolean;
  /** The last login with this device's id that the MQTT door refused since the beginning. */
  readonly refusal: { readonly event: 'wrong_secret' | 'secret_revoked'; readonly at: EpochMs } | null;
  /** The newest report since the beginning. */
  readonly report: ReportFacts | null;
  readonly lampFaulty: boolean;
  /** Of a camera: the newest visit made for this test. */
  readonly check: CameraCheckResult | null;
  /** Of a light; null: it was not told, because it has too many commands waiting. */
  readonly command: LampFacts | null;
  readonly uplink: {
    readonly connectivity: Connectivity;
    readonly lifecycle: Lifecycle;
    /** An edge agent that visits this camera in our place. */
    readonly watches?: boolean;
  } | null;
  readonly messages: readonly TestMessageFacts[];
}

export interface ReportFacts {
  readonly receivedAt: EpochMs;
  readonly sentAt: EpochMs | null;
  readonly internetOk: boolean | null;
  readonly wanUp: boolean | null;
  readonly lampOn: boolean | null;
  readonly lampCurrent: number | null;
}

export interface LampFacts {
  readonly state: CommandState;
  readonly result: CommandResult | null;
  readonly sentAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
}

export interface TestMessageFacts {
  readonly state: NotificationState;
  readonly channel: string;
  readonly createdAt: EpochMs;
  readonly acceptedAt: EpochMs | null;
  /** Why the last attempt did not get through. */
  readonly lastError: string | null;
}
