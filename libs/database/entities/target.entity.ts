import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Audience, Channel, Language, Severity } from '#libs/domain';
import { Instant } from '../instant.ts';
import { UnitEntity } from './territory.entity.ts';

/** Personal data of people outside the accounts; erasable without touching what refers to it. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @Instant() createdAt: number;
  @Instant({ nullable: true }) erasedAt: number | null;
}

@Entity('target')
@Check('target_channel_check', `channel IN ('zalo_gmf','zalo_bot','zalo_template','web_push','email','sms','webhook')`)
@Check('target_audience_check', `audience IN ('responsible','households')`)
@Check('target_language_check', `language IN ('vi','en')`)
@Check('target_minimum_severity_check', `minimum_severity IN ('info','minor','major','critical')`)
@Index('target_unit_id', ['unitId'])
@Index('target_digest_due', { synchronize: false })
@Index('target_fallback', { synchronize: false })
@Index('target_zalo_chat', { synchronize: false })
export class TargetEntity {
  @PrimaryColumn('uuid') id: string;
  @ForeignKey(() => UnitEntity) @Column('uuid') unitId: string;
  @Column('text') channel: Channel;
  @Column('text', { default: 'responsible' }) audience: Audience;
  @Column('text') name: string;
  /** What is not personal: webhook `{url}`, zalo_gmf `{groupId}`, zalo_bot `{chatId}`. */
  @Column('jsonb', { default: {} }) address: Record<string, string>;
  @ForeignKey(() => ContactEntity) @Column('uuid', { nullable: true }) contactId: string | null;
  @Column('bytea', { nullable: true }) secretCiphertext: Buffer | null;
  @Column('text', { nullable: true }) secretKeyId: string | null;
  @Column('text', { default: 'vi' }) language: Language;
  @Column('text', { default: 'minor' }) minimumSeverity: Severity;
  @Column('jsonb', { nullable: true }) quietHours: { from: string; to: string } | null;
  @Column('boolean', { default: true }) enabled: boolean;
  @Instant({ nullable: true }) removedAt: number | null;
  @Instant({ nullable: true }) digestDueAt: number | null;
  @ForeignKey(() => TargetEntity) @Column('uuid', { nullable: true }) fallbackTargetId: string | null;
  @Column('boolean', { default: false }) onlyAsFallback: boolean;
  @Column('text', { nullable: true }) unusableReason: string | null;
  @Instant({ nullable: true }) unusableSince: number | null;
  @Instant({ nullable: true }) failingSince: number | null;
  @Column('bytea', { nullable: true }) oldSecretCiphertext: Buffer | null;
  @Column('text', { nullable: true }) oldSecretKeyId: string | null;
  @Instant({ nullable: true }) oldSecretUntil: number | null;
  @Column('integer', { default: 1 }) version: number;
  @Instant() createdAt: number;
  @Instant() updatedAt: number;
}
