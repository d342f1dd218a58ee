import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Language, Role } from '#libs/domain';
import { Instant } from '../instant.ts';
import { UnitEntity } from './territory.entity.ts';

@Entity('app_user')
@Index('app_user_email', { synchronize: false })
@Index('app_user_unit_id', ['unitId'])
export class UserEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') email: string;
  /** The unit that manages the account. */
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('text', { default: 'vi' }) language: Language;
  @Instant({ nullable: true }) disabledAt: number | null;
  @Column('integer', { default: 1 }) version: number;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}

@Entity('user_grant')
@Check('user_grant_role_check', `role IN ('admin','it_officer','unit_leader','group_member','installer','viewer')`)
@Index('user_grant_open', { synchronize: false })
@Index('user_grant_unit_id', ['unitId'])
export class UserGrantEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey(() => UserEntity) @Column('uuid') userId: string;
  @Column('text') role: Role;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Instant() validFrom: number;
  @Instant({ nullable: true }) validTo: number | null;
}

@Entity('refresh_token')
@Index('refresh_token_hash', ['tokenHash'], { unique: true })
@Index('refresh_token_family', ['familyId'])
@Index('refresh_token_user_id', ['userId'])
@Index('refresh_token_expires_at', ['expiresAt'])
export class RefreshTokenEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey(() => UserEntity) @Column('uuid') userId: string;
  @Column('uuid') familyId: string;
  @Column('bytea') tokenHash: Buffer;
  @Instant() issuedAt: number;
  @Instant() expiresAt: number;
  @Instant({ nullable: true }) usedAt: number | null;
  @Instant({ nullable: true }) revokedAt: number | null;
}

@Entity('api_key')
@Index('api_key_prefix', ['prefix'], { unique: true })
@Index('api_key_unit_id', ['unitId'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text') prefix: string;
  @Column('bytea') keyHash: Buffer;
  @Column('text') hashKeyId: string;
  @Column('text') role: Role;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @ForeignKey(() => UserEntity) @Column('uuid', { nullable: true }) createdBy: string | null;
  @Instant() createdAt: number;
  @Instant() expiresAt: number;
  @Instant({ nullable: true }) revokedAt: number | null;
  @Instant({ nullable: true }) lastUsedAt: number | null;
}
