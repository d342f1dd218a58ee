import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { UnitKind } from '#libs/domain';
import { Instant } from '../instant.ts';

@Entity('unit')
@Check('unit_kind_check', `kind IN ('country','province','region','commune','village','group','team','canary')`)
@Index('unit_parent_id', ['parentId'])
@Index('unit_code_valid_from', { synchronize: false })
@Index('unit_search', { synchronize: false })
export class UnitEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: UnitKind;
  @Column('text') name: string;
  @ForeignKey(() => UnitEntity) @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('text', { nullable: true }) code: string | null;
  /** Calendar day, `YYYY-MM-DD`. */
  @Column('date', { nullable: true }) validFrom: string | null;
  @Column('date', { nullable: true }) validTo: string | null;
  @Column('double precision', { nullable: true }) latitude: number | null;
  @Column('double precision', { nullable: true }) longitude: number | null;
  @Column('text', { default: 'Asia/Ho_Chi_Minh' }) timeZone: string;
  @Column('text') search: string;
  @Column('integer', { default: 1 }) version: number;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}

@Entity('unit_parent')
@Index('unit_parent_open', { synchronize: false })
export class UnitParentEntity {
  @ForeignKey(() => UnitEntity) @PrimaryColumn('uuid') unitId: string;
  @PrimaryColumn('timestamptz') validFrom: Date;
  @ForeignKey(() => UnitEntity) @Column('uuid', { nullable: true }) parentId: string | null;
  @Column('timestamptz', { nullable: true }) validTo: Date | null;
}

@Entity('unit_alias')
@Index('unit_alias_unit_id', ['unitId'])
export class UnitAliasEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('text') name: string;
  @Column('date', { nullable: true }) validFrom: string | null;
  @Column('date', { nullable: true }) validTo: string | null;
}

/** NULL columns inherit from the nearest ancestor that says something. */
@Entity('unit_policy')
@Check('unit_policy_group_wait_seconds_check', 'group_wait_seconds BETWEEN 0 AND 600')
@Check('unit_policy_digest_at_check', `digest_at ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|off)$'`)
@Check('unit_policy_acknowledge_minutes_check', 'acknowledge_minutes BETWEEN 5 AND 10080')
export class UnitPolicyEntity {
  @ForeignKey(() => UnitEntity) @PrimaryColumn('uuid') unitId: string;
  @Column('integer', { nullable: true }) groupWaitSeconds: number | null;
  @Column('integer', { nullable: true }) repeatMinutes: number | null;
  @Column('jsonb', { nullable: true }) escalation: unknown;
  @Column('jsonb', { nullable: true }) quietHours: unknown;
  @Column('jsonb', { nullable: true }) budget: unknown;
  @Column('boolean', { nullable: true }) householdsEnabled: boolean | null;
  @Column('boolean', { nullable: true }) showCameraState: boolean | null;
  @Column('text', { nullable: true }) digestAt: string | null;
  @Column('jsonb', { nullable: true }) drill: unknown;
  @Column('integer', { default: 1 }) version: number;
  @Instant() updatedAt: number;
  @Column('integer', { nullable: true }) acknowledgeMinutes: number | null;
}
