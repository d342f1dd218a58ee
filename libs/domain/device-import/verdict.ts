import type { DeviceKind, PowerSource } from '../device.ts';
import type { DeviceId, SiteId, UnitId } from '../ids.ts';
import type { ImportField } from './columns.ts';
import type { CameraAddress } from './known.ts';
import type { RowProblem } from './problems.ts';

export interface SiteWords {
  readonly name?: string | undefined;
  readonly landmark?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** A place that comes with the list; several rows may share it. */
export interface NewPlace extends SiteWords {
  readonly key: number;
  readonly code: string | null;
  readonly unitId: UnitId;
  readonly latitude: number;
  readonly longitude: number;
}

export interface SiteChange extends SiteWords {
  readonly id: SiteId;
  readonly version: number;
  readonly unitId?: UnitId | undefined;
}

export interface DeviceWords {
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly mac?: string | undefined;
  readonly powerSource?: PowerSource | undefined;
  /** A code. */
  readonly uplink?: string | undefined;
  readonly intervalSeconds?: number | undefined;
  readonly offlineAfterSeconds?: number | undefined;
  readonly payer?: string | undefined;
  readonly funding?: string | undefined;
}

export interface CameraWords {
  readonly address?: CameraAddress | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface DeviceToMake extends DeviceWords {
  readonly kind: DeviceKind;
  readonly name: string;
  readonly code: string | null;
  readonly unitId: UnitId;
  readonly place: { readonly siteId: SiteId } | { readonly newPlace: number };
  readonly camera: CameraWords | null;
}

export interface DeviceToChange extends DeviceWords {
  readonly id: DeviceId;
  readonly version: number;
  readonly name?: string | undefined;
  readonly unitId?: UnitId | undefined;
  readonly place?: { readonly siteId: SiteId } | { readonly newPlace: number } | undefined;
  readonly camera?: CameraWords | undefined;
}

interface OfRow {
  readonly line: number;
  readonly code: string | null;
  readonly name: string | null;
}

/** What becomes of a row. */
export type RowVerdict = OfRow &
  (
    | { readonly state: 'made'; readonly device: DeviceToMake; readonly siteChange: SiteChange | null }
    | {
        readonly state: 'changed';
        readonly device: DeviceToChange;
        readonly siteChange: SiteChange | null;
        readonly fields: readonly ImportField[];
      }
    | { readonly state: 'same'; readonly deviceId: DeviceId }
    | { readonly state: 'refused'; readonly problems: readonly RowProblem[] }
  );

export interface Judged {
  /** In the order in which they have to be written: what others hang on comes first. */
  readonly verdicts: readonly RowVerdict[];
  readonly places: readonly NewPlace[];
}
