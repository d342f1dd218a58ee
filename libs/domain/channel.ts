/** What a channel can do and how much it bears; what its provider's codes mean stays in the channel's own folder. */
export interface ChannelCapabilities {
  /** A group chat, or a program that passes it on: everybody there sees who goes. */
  readonly group: boolean;
  /** `template`: only words the provider approved beforehand. */
  readonly text: 'free' | 'template';
  /** Can carry a link or button that acts. */
  readonly buttons: boolean;
  /** Each message costs money. */
  readonly paid: boolean;
  /** The provider takes nothing between 22:00 and 06:00. */
  readonly silentAtNight: boolean;
  /** How far the provider tells afterwards what became of a message. */
  readonly receipts: 'none' | 'delivered' | 'read';
  /** One account (a webhook's host, an official account, a mail server): messages a minute; null: the receiver says. */
  readonly perMinute: number | null;
  /** Of one account, over all engines: a provider that hangs holds up no more than these. */
  readonly inFlight: number;
}

const PLAIN = { text: 'free', buttons: true, paid: false, silentAtNight: false, receipts: 'none' } as const;

/** Zalo publishes no figures for its official accounts and bots; these are ours, on the safe side. */
export const CHANNEL_CAPABILITIES = {
  zalo_gmf: { ...PLAIN, group: true, receipts: 'read', perMinute: 60, inFlight: 4 },
  zalo_bot: { ...PLAIN, group: true, buttons: false, perMinute: 60, inFlight: 4 },
  zalo_template: {
    ...{ group: false, text: 'template', buttons: true, paid: true, silentAtNight: true, receipts: 'read' },
    ...{ perMinute: 60, inFlight: 4 },
  },
  web_push: { ...PLAIN, group: false, perMinute: null, inFlight: 16 },
  email: { ...PLAIN, group: false, perMinute: null, inFlight: 8 },
  sms: {
    ...{ group: false, text: 'template', buttons: false, paid: true, silentAtNight: false, receipts: 'delivered' },
    ...{ perMinute: 60, inFlight: 4 },
  },
  webhook: { ...PLAIN, group: true, perMinute: null, inFlight: 16 },
} as const satisfies Readonly<Record<string, ChannelCapabilities>>;

export type Channel = keyof typeof CHANNEL_CAPABILITIES;
export const CHANNELS = Object.keys(CHANNEL_CAPABILITIES) as readonly Channel[];

export const capabilitiesOf = (channel: Channel): ChannelCapabilities => CHANNEL_CAPABILITIES[channel];
