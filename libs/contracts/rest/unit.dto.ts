import type { Role, UnitKind } from '#libs/domain';
import { UNIT_KINDS } from '#libs/domain';
import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsUUID, Matches } from 'class-validator';
import { DAY } from './local-time.ts';
import { SearchQuery } from './page.dto.ts';
import { Position } from './position.dto.ts';
import { Line } from './text.ts';

export class UnitFields extends Position {
  /** Official code; unique together with `validFrom`, because codes are given out again. */
  @IsOptional()
  @Line(40)
  code?: string | null;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  validFrom?: string | null;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  validTo?: string | null;
}

export class NewUnit extends UnitFields {
  @IsIn(UNIT_KINDS)
  kind: UnitKind;

  @Line()
  name: string;

  /** Left out: directly below the caller's own unit. */
  @IsOptional()
  @IsUUID()
  parentId?: string;
}

export class UnitChanges extends UnitFields {
  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  /** The former name stays as an alias and is still found. */
  @IsOptional()
  @Line()
  name?: string;
}

export class UnitMove {
  @IsUUID()
  parentId: string;
}

/** A former or other name by which people search. */
export class NewAlias {
  @Line()
  name: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  validFrom?: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  validTo?: string;
}

export class UnitsQuery extends SearchQuery {
  /** Direct children of this unit. */
  @IsOptional()
  @IsUUID()
  parentId?: string;

  /** Only the topmost units the caller may see. */
  @IsOptional()
  @Type(() => String)
  @IsIn(['true', 'false'])
  roots?: string;

  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  @IsOptional()
  @Line(40)
  code?: string;
}

export class Unit {
  id: string;
  kind: UnitKind;
  name: string;
  parentId: string | null;
  code: string | null;
  validFrom: string | null;
  validTo: string | null;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  /** Names of the units above, nearest first: "Thôn Tháp Thượng, Xã Song Phượng". Empty at the top. */
  path: string;
  childCount: number;
  aliases: string[];
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** Every parent the unit ever had, newest first. */
export class UnitParentView {
  parentId: string | null;
  parentName: string | null;
  validFrom: string;
  validTo: string | null;
}

/** Somebody to call about a unit's devices. */
export interface UnitContact {
  name: string;
  role: Role;
  /** Where that role was given; of a member of a digital-technology team: the team. */
  unitName: string;
  phone: string;
}

export class UnitContacts {
  /** The nearest first. */
  items: UnitContact[];
}
