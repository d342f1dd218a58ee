import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, IsUrl, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';

/** For `PushManager.subscribe({ applicationServerKey })`. */
export class PushKeyView {
  publicKey: string;
}

export class PushKeysOfBrowser {
  /** Uncompressed P-256 point, base64url. */
  @Matches(/^B[A-Za-z0-9_-]{86}=?$/)
  p256dh: string;

  /** 16 bytes, base64url. */
  @Matches(/^[A-Za-z0-9_-]{22}={0,2}$/)
  auth: string;
}

/** A browser's subscription, as its `toJSON()` gives it. */
export class NewPushSubscription {
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  endpoint: string;

  @ValidateNested()
  @Type(() => PushKeysOfBrowser)
  keys: PushKeysOfBrowser;

  /** Left out: where this device is told already, else the caller's first unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Refused with 404 when this device is not told yet, or when somebody removed it. */
  @IsOptional()
  @IsBoolean()
  renew?: boolean;
}

/** A target of channel `web_push`; its endpoint and keys are never shown. */
export class PushSubscriptionView {
  id: string;
  unitId: string;
  unitName: string;
  createdAt: string;
}
