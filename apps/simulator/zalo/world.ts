import { randomBytes } from 'node:crypto';
import type { Json } from './wire.ts';

export interface ZaloSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecretKey: string;
  readonly botToken: string;
  /** 2: a company; 4: a state agency, whose consultation messages go by v2 only. */
  readonly oaType: 2 | 4;
  /** How long an access token lives (ms). */
  readonly accessTokenLife: number;
  /** Calls a minute over all of the OA. */
  readonly callsAMinute: number;
}

export const ZALO_DEFAULTS: ZaloSettings = {
  appId: '360846524940903967',
  appSecret: 'app-secret-for-tests',
  oaId: '388613280878808645',
  oaSecretKey: 'OA_SECRET_for_tests',
  botToken: '1234567890:bot-secret-for-tests',
  oaType: 2,
  accessTokenLife: 90_000_000,
  callsAMinute: 4_000,
};

export type Route = 'gmf' | 'cs' | 'template_uid' | 'template_phone' | 'bot';

/** A message the fake accepted: what people would see. */
export interface SentMessage {
  readonly at: number;
  readonly route: Route;
  /** Group, user, phone or chat. */
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
  readonly trackingId: string | null;
  readonly template: { readonly id: string; readonly data: Json } | null;
  readonly path: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly link: string;
  readonly assetId: string;
  readonly members: Set<string>;
}

export interface Asset {
  readonly id: string;
  readonly productType: string;
  status: 'available' | 'used' | 'disabled';
  usedBy: string | null;
  validUntil: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Epoch ms of the last word to the OA; null: never. */
  interactedAt: number | null;
  follows: boolean;
  readonly isAdmin: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly maxLength: number;
  readonly require: boolean;
}

export interface Template {
  readonly id: string;
  readonly status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
  readonly parameters: readonly Parameter[];
  /** May not be sent between 22:00 and 06:00. */
  readonly notAtNight: boolean;
  dailyQuota: number;
}

export interface BotChat {
  readonly id: string;
  readonly isGroup: boolean;
}

const DAY = 86_400_000;

/** What Zalo knows: accounts, tokens, groups, people, templates, chats. Time is what `now` says. */
export class ZaloWorld {
  readonly settings: ZaloSettings;
  readonly now: () => number;
  readonly groups = new Map<string, Group>();
  readonly assets = new Map<string, Asset>();
  readonly people = new Map<string, Person>();
  readonly templates = new Map<string, Template>();
  readonly chats = new Map<string, BotChat>();
  /** Uploaded attachments, by when. */
  readonly attachments = new Map<string, number>();
  readonly sent: SentMessage[] = [];
  oaType: 2 | 4;
  canJoinGroups = true;
  /** Hears of each message that was accepted. */
  onAccepted: (message: SentMessage) => void = () => undefined;
  #ids = 0;

  constructor(settings: ZaloSettings, now: () => number) {
    this.settings = settings;
    this.now = now;
    this.oaType = settings.oaType;
  }

  newId(): string {
    this.#ids += 1;
    return `${(0xa0000000 + this.#ids).toString(16)}${randomBytes(6).toString('hex')}`;
  }

  accept(message: Omit<SentMessage, 'at' | 'messageId'>): SentMessage {
    const sent = { ...message, at: this.now(), messageId: this.newId() };
    this.sent.push(sent);
    this.onAccepted(sent);
    return sent;
  }

  addAsset(productType = 'gmf100', more: Partial<Asset> = {}): Asset {
    const asset: Asset = {
      ...{ id: this.newId(), productType, status: 'available', usedBy: null, validUntil: this.now() + 365 * DAY },
      ...more,
    };
    this.assets.set(asset.id, asset);
    return asset;
  }

  addPerson(id: string, more: Partial<Person> = {}): Person {
    const person: Person = { id, name: `Người ${id}`, interactedAt: null, follows: true, isAdmin: false, ...more };
    this.people.set(id, person);
    return person;
  }

  addGroup(name: string, asset = this.addAsset(), id = this.newId()): Group {
    const group = {
      id,
      name,
      link: `https://zalo.me/g/${id.slice(0, 8)}`,
      assetId: asset.id,
      members: new Set<string>(),
    };
    asset.status = 'used';
    asset.usedBy = id;
    this.groups.set(id, group);
    return group;
  }

  addTemplate(id: string, more: Partial<Template> = {}): Template {
    const template: Template = {
      ...{ id, status: 'ENABLE', parameters: [], notAtNight: false, dailyQuota: 500 },
      ...more,
    };
    this.templates.set(id, template);
    return template;
  }
}
