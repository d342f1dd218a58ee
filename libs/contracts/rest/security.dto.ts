import { SECURITY_EVENTS, type SecurityDoor, type SecurityEventName } from '#libs/domain';
import { IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from './page.dto.ts';

const NAMES = Object.keys(SECURITY_EVENTS);

export class SecurityQuery extends PageQuery {
  /** Devices of this unit's subtree only. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  deviceId?: string;

  @IsOptional()
  @IsIn(NAMES)
  event?: SecurityEventName;

  /** Last seen at or after this moment. */
  @IsOptional()
  @IsISO8601({ strict: true })
  since?: string;
}

/** The same thing from the same place within one minute. */
export class SecurityEntry {
  id: string;
  door: SecurityDoor;
  event: SecurityEventName;
  /** The device whose id was used; null: of nobody's device. */
  deviceId: string | null;
  deviceName: string | null;
  unitId: string | null;
  /** Null: from more places than are told apart. */
  address: string | null;
  firstAt: string;
  lastAt: string;
  count: number;
  /** What was claimed or asked for last, cut to 128 characters: text of a stranger. Never a secret. */
  sample: string;
}
