import type { Ledger } from '../seed/ledger.ts';
import { FakeZalo } from '../zalo/fake-zalo.ts';
import { groupText } from '../zalo/villagers.ts';

/** Groups that people may make by hand on the screens of the demo. */
const SPARE_ASSETS = 5;
/** The Zalo user id that makes a group: an administrator of the simulated account. */
export const OA_ADMIN = '1000000001';

export interface ZaloGroup {
  readonly key: string;
  readonly name: string;
}

/** What a group was told in Zalo. `key`: of the group; its id where it was made on the screens. */
export interface ToldInZalo {
  readonly messageId: string;
  readonly key: string;
  readonly at: number;
  readonly text: string;
}

/**
 * The Zalo of the demo: the fake of the tests, with a group for each self-governing group. Ids and secrets are derived
 * from the ledger, so that they are the same at every start.
 */
export class ZaloGroups {
  readonly #fake: FakeZalo;
  readonly #ledger: Ledger;

  private constructor(fake: FakeZalo, ledger: Ledger) {
    this.#fake = fake;
    this.#ledger = ledger;
  }

  static async start(
    ledger: Ledger,
    groups: readonly ZaloGroup[],
    now: () => number,
    told: (message: ToldInZalo) => void,
  ): Promise<ZaloGroups> {
    const secret = (what: string) => ledger.password(`zalo-${what}`);
    const settings = { appSecret: secret('app'), oaSecretKey: secret('oa'), botToken: `1:${secret('bot')}` };
    const fake = await FakeZalo.start(settings, now);
    const zalo = new ZaloGroups(fake, ledger);
    const { world } = fake;
    world.addPerson(OA_ADMIN, { name: 'Quản trị OA (demo)', isAdmin: true });
    const keys = new Map<string, string>();
    for (const { key, name } of groups) {
      const { id } = world.addGroup(name, undefined, zalo.groupId(key));
      keys.set(id, key);
      world.addPerson(zalo.#villager(key), { name: `Người ở ${name} (demo)` });
    }
    for (let spare = 0; spare < SPARE_ASSETS; spare += 1) world.addAsset();
    world.onAccepted = ({ route, to, messageId, at, text }) => {
      if (route === 'gmf') told({ messageId, key: keys.get(to) ?? to, at, text });
    };
    return zalo;
  }

  stop(): Promise<void> {
    return this.#fake.stop();
  }

  /** Settings of the product that make this its Zalo. */
  get environment(): Readonly<Record<string, string>> {
    const { origin, world } = this.#fake;
    const { appId, appSecret, oaId, oaSecretKey, callsAMinute } = world.settings;
    return {
      ...{ ZALO_OPENAPI_BASE: origin, ZALO_BUSINESS_BASE: origin, ZALO_OAUTH_BASE: origin },
      ...{ ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_ID: oaId, ZALO_OA_SECRET_KEY: oaSecretKey },
      // As much as the app may do at most: a package of the Official Account allows less (docs/demo.md).
      ZALO_MESSAGES_A_MINUTE: String(callsAMinute),
    };
  }

  /** A pair of tokens, as somebody who has consented would paste it. */
  newPair(): { readonly accessToken: string; readonly refreshToken: string } {
    return this.#fake.oauth.newPair();
  }

  groupId(key: string): string {
    return this.#ledger.derive(`zalo-group-${key}`).subarray(0, 10).toString('hex');
  }

  /** Made on the screens since this start. */
  get madeByHand(): readonly ZaloGroup[] {
    return [...this.#fake.world.groups.values()]
      .filter(({ members }) => members.has(OA_ADMIN))
      .map(({ id, name }) => ({ key: id, name }));
  }

  /** Somebody in the group writes; it comes in as a signed webhook. @returns whether the product took it */
  async write(key: string, text: string, quotes: string | null, productOrigin: string): Promise<boolean> {
    const { world } = this.#fake;
    const known = world.groups.has(this.groupId(key));
    const [groupId, from] = known ? [this.groupId(key), this.#villager(key)] : [key, OA_ADMIN];
    const event = groupText(world, groupId, { from, text, ...(quotes !== null && { quotes }) });
    const [status] = await this.#fake.emit(event, { url: `${productOrigin}/zalo/webhook`, door: 'oa' });
    return status === 200;
  }

  #villager(key: string): string {
    return `${BigInt(`0x${this.#ledger.derive(`zalo-person-${key}`).subarray(0, 7).toString('hex')}`)}`;
  }
}
