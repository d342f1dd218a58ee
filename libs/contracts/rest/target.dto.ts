import type { Audience, Channel, Language, Severity } from '#libs/domain';
import { AUDIENCES, CHANNELS, LANGUAGES, SEVERITIES } from '#libs/domain';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from './page.dto.ts';
import { QuietHours } from './policy.dto.ts';
import { Line } from './text.ts';
import { PHONE } from './user.dto.ts';

export class WebhookAddress {
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(1000)
  url: string;

  /** Standard Webhooks secret, `whsec_` and base64 of 24 to 64 bytes; made up and shown once when left out. */
  @IsOptional()
  @Matches(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
  secret?: string;
}

export class EmailAddress {
  @IsEmail()
  @MaxLength(254)
  to: string;
}

export class PhoneAddress {
  @Matches(PHONE)
  phone: string;
}

export class ZaloGroupAddress {
  @IsString()
  @Matches(/^[\w-]{1,100}$/)
  groupId: string;
}

export class ZaloChatAddress {
  @IsString()
  @Matches(/^[\w-]{1,100}$/)
  chatId: string;
}

/** What `address` looks like for each channel that can be registered by hand. */
export const ADDRESS_OF_CHANNEL = {
  webhook: WebhookAddress,
  email: EmailAddress,
  sms: PhoneAddress,
  zalo_template: PhoneAddress,
  zalo_gmf: ZaloGroupAddress,
  zalo_bot: ZaloChatAddress,
} as const;

export type TargetAddress = WebhookAddress | EmailAddress | PhoneAddress | ZaloGroupAddress | ZaloChatAddress;

export class TargetFields {
  @IsOptional()
  @IsIn(AUDIENCES)
  audience?: Audience;

  @IsOptional()
  @Line()
  name?: string;

  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  @IsOptional()
  @IsIn(SEVERITIES)
  minimumSeverity?: Severity;

  /** Null: those of the unit's policy. */
  @IsOptional()
  @ValidateNested()
  @Type(() => QuietHours)
  quietHours?: QuietHours | null;

  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  /** Who hears when this one cannot be reached: a target of the same unit or of one above. Null: nobody. */
  @IsOptional()
  @IsUUID()
  fallbackTargetId?: string | null;

  /** Hears nothing but what others could not be told. */
  @IsOptional()
  @IsBoolean()
  onlyAsFallback?: boolean;
}

export class NewTarget extends TargetFields {
  @IsUUID()
  unitId: string;

  @IsIn(CHANNELS)
  channel: Channel;

  /** By channel: webhook `{url,secret?}`, email `{to}`, sms and zalo_template `{phone}`, zalo_gmf `{groupId}`, zalo_bot `{chatId}`. */
  @IsObject()
  address: Record<string, unknown>;
}

export class TargetChanges extends TargetFields {
  /** Replaces the address; a webhook keeps its secret unless a new one is given. */
  @IsOptional()
  @IsObject()
  address?: Record<string, unknown>;
}

export class TargetsQuery extends PageQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel;
}

/** Why nothing is sent to a target until a person repairs it: a new address, or a test that arrives. */
export class TargetUnusable {
  reason: string;
  since: string;
}

/** The channel's account itself fails (`open`: it is tried again and again) or needs a person (`stopped`). */
export class ChannelTrouble {
  state: 'open' | 'stopped';
  reason: string | null;
  since: string | null;
}

export class Target {
  id: string;
  unitId: string;
  unitName: string;
  channel: Channel;
  audience: Audience;
  name: string;
  /** Without secrets. */
  address: Record<string, string>;
  language: Language;
  minimumSeverity: Severity;
  quietHours: QuietHours | null;
  enabled: boolean;
  fallbackTargetId: string | null;
  fallbackTargetName: string | null;
  onlyAsFallback: boolean;
  unusable: TargetUnusable | null;
  channelTrouble: ChannelTrouble | null;
  /** When a message was last accepted there; null: none yet. */
  provenAt: string | null;
  /** Nothing was accepted for 45 days: nobody knows whether it still works. */
  stale: boolean;
  /** Until when a webhook's old secret signs beside the new one; null: it does not. */
  oldSecretUntil: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export class CreatedTarget extends Target {
  /** Webhooks: the signing secret, shown once. */
  secret?: string;
}

/** The new signing secret, shown once; the old one signs beside it for a day. */
export class RotatedSecret {
  secret: string;
  oldSecretUntil: string;
}

/** The test message is on its way; `GET /notifications?targetId=` tells what became of it. */
export class TestSent {
  notificationId: string;
}
