import type { DeviceKind } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DevicesQuery } from './device.dto.ts';
import { PageQuery } from './page.dto.ts';

export const BULK_ACTIONS = ['move', 'decommission'] as const;

/** To all devices that the filter finds now, or to those named; at most 500. */
export class NewBulkChange {
  /** `move`: another unit answers for them. `decommission`: out of service for good, credentials erased. */
  @IsIn(BULK_ACTIONS)
  action: (typeof BULK_ACTIONS)[number];

  /** Of a move. */
  @ValidateIf((change: NewBulkChange) => change.action === 'move')
  @IsUUID()
  toUnitId?: string;

  /** As in `GET /devices`; its paging means nothing here. */
  @ValidateIf((change: NewBulkChange) => change.deviceIds === undefined)
  @IsDefined()
  @ValidateNested()
  @Type(() => DevicesQuery)
  filter?: DevicesQuery;

  /** Instead of the filter: these and no others. Those out of service are left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  deviceIds?: string[];
}

export class BulkChangesQuery extends PageQuery {
  /** Not carried out yet, and not over. */
  @IsIn(['waiting'])
  state: 'waiting';
}

export class BulkDevice {
  id: string;
  code: string;
  name: string;
  kind: DeviceKind;
  unitName: string;
}

/** What would be done, or was. */
export class BulkChange {
  id: string;
  action: (typeof BULK_ACTIONS)[number];
  toUnitId: string | null;
  toUnitName: string | null;
  /** Devices. */
  count: number;
  openIncidents: number;
  /** More than 50 devices: another person than the one who proposed it carries it out. */
  needsSecond: boolean;
  /** Who proposed it; null: somebody who is gone. */
  proposedBy: string | null;
  /** Proposed by whoever asks: he may withdraw it. */
  isMine: boolean;
  /** The first 20 by name. */
  devices: BulkDevice[];
  createdAt: string;
  /** Not to be carried out after that. */
  expiresAt: string;
  /** Null: waits. */
  doneAt: string | null;
}
