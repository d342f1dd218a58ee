import type { Channel } from '../channel.ts';
import type { Audience } from '../target.ts';
import type { DeviceKind, PowerSource } from '../device.ts';
import type { DutyRota } from '../duty.ts';
import type { Connectivity } from '../health.ts';
import type { DeviceNo, TargetId, UnitId } from '../ids.ts';
import type { Cause } from '../incident.ts';
import type { MaintenanceWindow } from '../maintenance.ts';
import type { PolicyRules, QuietHoursRule } from '../policy.ts';
import type { Severity } from '../fault.ts';
import type { Span } from '../span.ts';
import type { EpochMs } from '../time.ts';
import type { UnitKind } from '../unit.ts';

/**
 * What happened in a running system during a span, as its rows say. Without names, codes, addresses and coordinates:
 * these are not even read. Ids are real ones; `traceOf` puts ordinals in their place, in the order of these lists.
 */
export interface Recording {
  readonly span: Span;
  /** Parents before what is in them. */
  readonly units: readonly RecordedUnit[];
  readonly devices: readonly RecordedDevice[];
  readonly targets: readonly RecordedTarget[];
  readonly rotas: readonly RecordedRota[];
  /** Those that became known within the span, in that order. */
  readonly changes: readonly RecordedChange[];
  /** In the order in which they were made. */
  readonly acknowledgements: readonly RecordedAcknowledgement[];
  readonly windows: readonly RecordedWindow[];
}

export interface RecordedUnit {
  readonly id: UnitId;
  readonly kind: UnitKind;
  readonly parentId: UnitId | null;
  /** What it says itself; null: nothing. */
  readonly rules: PolicyRules | null;
}

export interface RecordedDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly power: PowerSource;
  readonly carrier: string | null;
  readonly behind: DeviceNo | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  /** When it was read, not when the span began. */
  readonly connectivity: Connectivity;
  readonly maintenanceUntil: EpochMs | null;
}

export interface RecordedTarget {
  readonly id: TargetId;
  readonly unitId: UnitId;
  readonly channel: Channel;
  readonly audience: Audience;
  readonly minimumSeverity: Severity;
  readonly quietHours: QuietHoursRule | null;
}

export interface RecordedRota extends DutyRota {
  readonly unitId: UnitId;
}

export interface RecordedChange {
  readonly deviceNo: DeviceNo;
  readonly kind: 'connectivity' | 'fault_on' | 'fault_off' | 'boot' | 'maintenance';
  readonly from: string | null;
  readonly to: string | null;
  readonly faultCode: string | null;
  readonly occurredAt: EpochMs;
  readonly knownAt: EpochMs;
  /** What explained the outage that it began; null: nothing. */
  readonly cause: Cause | null;
}

export interface RecordedAcknowledgement {
  readonly at: EpochMs;
  /** The target whose message was answered, or that had been told last. */
  readonly targetId: TargetId;
  /** One of the devices it was about. */
  readonly deviceNo: DeviceNo | null;
  /** Tells people apart; says nothing of who they are. */
  readonly person: string;
  readonly until: EpochMs | null;
}

/** Of a unit with all below it, or of these devices. */
export interface RecordedWindow {
  readonly unitId: UnitId | null;
  readonly deviceNos: readonly DeviceNo[];
  readonly window: MaintenanceWindow;
}
