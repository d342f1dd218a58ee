import { type Attempt, type Channel, zaloPhone } from '#libs/domain';
import type { ChannelPlugin, Outgoing } from '../sending/channel.ts';
import { templateData } from '../sending/template-data.ts';
import type { ZaloBot } from './zalo-bot.ts';
import type { ZaloConsultation } from './zalo-consultation.ts';
import { attemptOf, type ZaloOa } from './zalo-oa.ts';
import type { ZaloTemplates } from './zalo-templates.ts';
import { zaloWords } from './zalo-words.ts';

const noAddress = (reason = 'address_unusable'): Attempt => ({ kind: 'impossible', reason, blame: 'target' });

/** A group that the OA owns. */
export function gmfChannel(oa: ZaloOa, readsReplies: boolean, perMinute: number): ChannelPlugin {
  const send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const groupId = message.target.address['groupId'];
    if (!groupId) return noAddress();
    const text = zaloWords(message.message, message.language, message.acknowledgeLink, readsReplies);
    return oa.sayInGroup(groupId, text, message.attempt, now);
  };
  return { ...plugin('zalo_gmf', send), perMinute };
}

/** A chat that the bot is in. */
export function botChannel(bot: ZaloBot, readsReplies: boolean): ChannelPlugin {
  const send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const chatId = message.target.address['chatId'];
    if (!chatId) return noAddress();
    const text = zaloWords(message.message, message.language, message.acknowledgeLink, readsReplies);
    return bot.send(chatId, text, now, message.attempt);
  };
  return plugin('zalo_bot', send);
}

/** One person: by a template to a phone number or a user of the OA; without a template as an answer, while that is allowed. */
export class TemplateChannel implements ChannelPlugin {
  readonly channel = 'zalo_template';

  constructor(
    private readonly oa: ZaloOa,
    private readonly consultation: ZaloConsultation,
    private readonly template: { readonly id: string; readonly fields: ZaloTemplates } | null,
  ) {}

  readonly send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const userId = message.target.address['userId'];
    const phone = message.target.phone === null ? null : zaloPhone(message.target.phone);
    if (!userId && phone === null) return noAddress(message.target.phone === null ? undefined : 'zalo_phone_refused');
    if (!this.template && userId) return this.#answer(userId, message, now);
    if (!this.template) return { kind: 'impossible', reason: 'zalo_template_missing', blame: 'message' };
    const data = templateData(message.message, message.language, message.acknowledgeLink, now);
    const fitted = await this.template.fields.fit(data, now);
    if (fitted.kind === 'failure') return fitted.attempt;
    const common = { template_id: this.template.id, template_data: fitted.data };
    if (userId) return this.#byUser({ user_id: userId, ...common }, message.attempt, now);
    return this.#byPhone({ phone, ...common, tracking_id: message.idempotencyKey }, message.attempt, now);
  };

  close(): void {
    // The connections belong to all Zalo channels together.
  }

  #answer(userId: string, { message, language, acknowledgeLink, attempt }: Outgoing, now: number): Promise<Attempt> {
    return this.consultation.send(userId, zaloWords(message, language, acknowledgeLink, true), now, attempt);
  }

  async #byUser(body: object, attempt: number, now: number): Promise<Attempt> {
    const call = { api: 'oa', method: 'POST', path: '/v3.0/oa/message/template', body, attempt } as const;
    return attemptOf(await this.oa.call(call, now));
  }

  /** The same `tracking_id` for every attempt. */
  async #byPhone(body: object, attempt: number, now: number): Promise<Attempt> {
    const call = { api: 'zbs', method: 'POST', path: '/message/template', body, attempt } as const;
    return attemptOf(await this.oa.call(call, now), 'msg_id');
  }
}

const plugin = (channel: Channel, send: ChannelPlugin['send']): ChannelPlugin => ({
  channel,
  send,
  close: () => undefined,
});
