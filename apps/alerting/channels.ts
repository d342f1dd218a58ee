import { type Database, PushKeys } from '#libs/database';
import type { AddressPolicy, Config, Logger, SecretBox } from '#libs/runtime';
import { EmailChannel } from './email/send-email.ts';
import { EsmsChannel } from './sms/esms.ts';
import type { ChannelPlugin } from './sending/channel.ts';
import { WebPushChannel } from './web-push/send-web-push.ts';
import type { ZaloHere } from './zalo/zalo-here.ts';
import { WebhookChannel } from './webhook/send-webhook.ts';

/** What channels are made of. */
export interface ChannelParts {
  readonly config: Config;
  readonly database: Database;
  readonly policy: AddressPolicy;
  readonly secretBox: SecretBox;
  readonly logger: Logger;
  /** Null: not configured. */
  readonly zalo: ZaloHere | null;
}

/** Every channel that is configured here: one line for each. */
export function channelsHere({
  config,
  database,
  policy,
  secretBox,
  logger,
  zalo,
}: ChannelParts): readonly ChannelPlugin[] {
  const { url, from } = config.smtp;
  const { esms: settings } = config;
  const publicUrl = config.http.publicUrl ?? null;
  return [
    new WebhookChannel(policy, secretBox),
    new WebPushChannel({ policy, secretBox, keys: new PushKeys(database), subject: config.pushSubject }),
    ...(url === undefined ? [] : [new EmailChannel(url, from, publicUrl)]),
    ...(settings ? [new EsmsChannel({ settings, publicUrl, policy, secretBox, logger })] : []),
    ...(zalo?.plugins ?? []),
  ];
}

export const CHANNELS_HERE = Symbol('CHANNELS_HERE');
