import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  ADDRESS_OF_CHANNEL,
  EmailAddress,
  PhoneAddress,
  type TargetAddress,
  WebhookAddress,
  ZaloGroupAddress,
} from '#libs/contracts';
import type { AddressParts } from '#libs/database';
import type { Channel } from '#libs/domain';
import { AddressPolicy } from '#libs/runtime';
import { FieldsRefused, refuseField } from '../http/api-error.ts';
import { problemsOf } from '../http/field-problems.ts';
import { tidyPhone } from '../people/phone.ts';
import { checkedUrl } from '../registry/onvif-address.ts';

export interface ReadAddress {
  readonly parts: AddressParts;
  /** A webhook's signing secret, if one was given. */
  readonly secret: string | undefined;
}

/** Standard Webhooks asks for 24 to 64 random bytes. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** What `address` has to look like depends on the channel. */
@Injectable()
export class TargetAddresses {
  constructor(private readonly policy: AddressPolicy) {}

  read(channel: Channel, given: Record<string, unknown>): ReadAddress {
    const shape = channel === 'web_push' ? undefined : ADDRESS_OF_CHANNEL[channel];
    if (!shape) throw refuseField('channel', 'by_the_browser');
    const address = plainToInstance<TargetAddress, unknown>(shape as new () => TargetAddress, given);
    const errors = validateSync(address, { whitelist: true });
    if (errors.length > 0) throw new FieldsRefused(problemsOf(errors, 'address'));
    return this.#split(address);
  }

  #split(address: TargetAddress): ReadAddress {
    if (address instanceof WebhookAddress) {
      const { href } = checkedUrl(address.url, 'internet', this.policy, 'address.url');
      return { parts: { public: { url: href }, email: null, phone: null }, secret: address.secret };
    }
    return { parts: partsOf(address), secret: undefined };
  }
}

function partsOf(address: Exclude<TargetAddress, WebhookAddress>): AddressParts {
  if (address instanceof EmailAddress) return { public: {}, email: address.to, phone: null };
  if (address instanceof PhoneAddress) return { public: {}, email: null, phone: tidyPhone(address.phone) };
  if (address instanceof ZaloGroupAddress) return { public: { groupId: address.groupId }, email: null, phone: null };
  return { public: { chatId: address.chatId }, email: null, phone: null };
}
