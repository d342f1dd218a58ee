import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FaultPlan } from '../faults/fault-plan.ts';
import type { PlannedFault } from '../faults/fault.ts';
import { Switchboard } from '../faults/switchboard.ts';
import { CAMERA_NETWORK } from '../fleet/camera-address.ts';
import { Fleet } from '../fleet/fleet.ts';
import type { RegisteredDevice } from '../fleet/registered-device.ts';
import { take } from '#libs/client';
import { ApiClient } from '../seed/api-client.ts';
import { Ledger, type PlanSize } from '../seed/ledger.ts';
import { settlePlan } from '../seed/plan-size.ts';
import { planAll, seedDistrict, type DistrictPlan } from '../seed/seed-district.ts';
import { passwordOf, webhookSecret } from '../seed/seed-people.ts';
import type { PlannedUnit } from '../territory/planned-unit.ts';
import { plantedFaults } from './planted-faults.ts';
import { Inbox } from './inbox.ts';
import type { Chat } from './messages-page.ts';
import { PagesServer, type Ask, type Reply } from './pages-server.ts';
import type { Product, ProductSettings } from './product-process.ts';
import { answerControl, answerMessages, type ControlRoutes } from './routes.ts';
import { ZaloGroups } from './zalo-groups.ts';

export interface DemoSettings {
  readonly dataDir: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  /** 0: any free one at the first start, the same one later. */
  readonly pagesPort: number;
  readonly cameraPort: number;
  /** Null: as at the first start. */
  readonly devices: number | null;
  readonly intervalSeconds: number | null;
  readonly groupWaitSeconds: number | null;
  readonly faults: readonly PlannedFault[];
  /** Nothing is broken from the start. */
  readonly healthy: boolean;
  readonly startProduct: (settings: ProductSettings) => Promise<Product>;
  readonly clock: { now(): number };
  readonly say: (line: string) => void;
}

export interface ReadyLogin {
  readonly who: string;
  readonly email: string;
  readonly password: string;
}

export const ADMIN_EMAIL = 'admin@canhthon.local';

/** The product, a simulated district in it, and pages to watch both. Everything it made is in one folder. */
export class Demo {
  readonly #settings: DemoSettings;
  readonly #ledger: Ledger;
  readonly #inbox: Inbox;
  readonly #pages: PagesServer;
  readonly #dataDir: string;
  #plan: DistrictPlan | null = null;
  #control: ControlRoutes | null = null;
  #product: Product | null = null;
  #fleet: Fleet | null = null;
  #zalo: ZaloGroups | null = null;
  #faultPlan: FaultPlan | null = null;
  #origin = '';
  #starting: Promise<void> = Promise.resolve();
  readonly #interruption = new AbortController();

  constructor(settings: DemoSettings) {
    this.#settings = settings;
    this.#dataDir = resolve(settings.dataDir);
    mkdirSync(this.#dataDir, { recursive: true, mode: 0o755 });
    this.#ledger = new Ledger(join(this.#dataDir, 'demo-credentials.jsonl'));
    this.#inbox = new Inbox(join(this.#dataDir, 'demo-messages.jsonl'));
    this.#pages = new PagesServer((ask) => this.#answer(ask));
  }

  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  /** Devices say goodbye first, the product goes last. Interrupts a start that is under way. */
  async stop(): Promise<void> {
    this.#interruption.abort(new Error('Stopped while it was starting'));
    await Promise.allSettled([this.#starting]);
    this.#faultPlan?.stop();
    await this.#fleet?.stop();
    await this.#product?.stop();
    await this.#zalo?.stop();
    await this.#pages.stop();
  }

  async #start(): Promise<void> {
    const { say, clock, startProduct } = this.#settings;
    const known = this.#ledger.plan;
    const wanted =
      known?.messagesOrigin == null ? this.#settings.pagesPort : Number(new URL(known.messagesOrigin).port);
    this.#origin = await this.#pages.start(wanted);
    const size = settlePlan(this.#ledger, { ...this.#settings, messagesOrigin: this.#origin });
    const plan = planAll(size.devices, size.intervalSeconds);
    this.#plan = plan;
    const zalo = await ZaloGroups.start(
      this.#ledger,
      plan.groups,
      () => clock.now(),
      ({ messageId: id, key: groupKey, at, text }) => this.#inbox.add({ id, groupKey, at, type: 'zalo', text }),
    );
    this.#zalo = zalo;
    say('Starting the product …');
    const { httpPort, mqttPort } = this.#settings;
    const product = await startProduct({
      ...{ dataDir: this.#dataDir, httpPort, mqttPort, signal: this.#interruption.signal },
      ...{ adminPassword: this.#ledger.password('admin'), cameraNetwork: CAMERA_NETWORK },
      zalo: zalo.environment,
    });
    this.#product = product;
    say(`Registering the district: ${size.devices} devices …`);
    const devices = await this.#seed(product.origin, plan, size, zalo);
    await this.#startFleet(
      new Fleet(devices, { brokerUrl: product.brokerUrl, cameraPort: size.cameraPort, clock }),
      plan,
    );
  }

  async #seed(
    origin: string,
    plan: DistrictPlan,
    size: PlanSize,
    zalo: ZaloGroups,
  ): Promise<readonly RegisteredDevice[]> {
    const { clock, groupWaitSeconds, say } = this.#settings;
    const api = new ApiClient(origin, this.#admin(), clock, this.#interruption.signal);
    await take(api.calls.PUT('/api/v1/channels/zalo/tokens', { body: zalo.newPair() }));
    const zaloGroupId = ({ kind, key }: PlannedUnit) => (kind === 'group' ? zalo.groupId(key) : null);
    return await seedDistrict(api, plan, { ...size, ledger: this.#ledger, groupWaitSeconds, zaloGroupId, say });
  }

  async #startFleet(fleet: Fleet, plan: DistrictPlan): Promise<void> {
    this.#fleet = fleet;
    await fleet.start();
    const switchboard = new Switchboard(
      fleet,
      plan.district.villages.map(({ unit }) => unit),
    );
    this.#control = { switchboard, report: () => fleet.report() };
    this.#faultPlan = new FaultPlan(switchboard, this.#settings.say);
    const { faults, healthy } = this.#settings;
    this.#faultPlan.start([...(healthy ? [] : plantedFaults(plan.fleet)), ...faults]);
  }

  get product(): Product {
    if (this.#product === null) throw new Error('The demo has not started');
    return this.#product;
  }

  get control(): ControlRoutes {
    if (this.#control === null) throw new Error('The demo has not started');
    return this.#control;
  }

  get messagesUrl(): string {
    return `${this.#origin}/`;
  }

  get controlUrl(): string {
    return `${this.#origin}/control`;
  }

  /** Ready logins of the five kinds of people. */
  get logins(): readonly ReadyLogin[] {
    const people = (this.#plan?.people ?? []).map(({ key, email, nameInEnglish }) => ({
      ...{ who: nameInEnglish, email, password: passwordOf(this.#ledger, key) },
    }));
    return [...people, { who: 'administrator', ...this.#admin() }];
  }

  #admin(): { email: string; password: string } {
    return { email: ADMIN_EMAIL, password: this.#ledger.password('admin') };
  }

  async #answer(ask: Ask): Promise<Reply> {
    if (ask.path.startsWith('/control')) {
      if (this.#control === null) return { status: 503, body: '<p>Đang khởi động, xin chờ một lát.</p>' };
      return answerControl(this.#control, ask);
    }
    const secretOf = (groupKey: string) => webhookSecret(this.#ledger, groupKey);
    const { clock } = this.#settings;
    const write = async (groupKey: string, text: string, quotes: string | null) => {
      const { origin } = this.product;
      return this.#zalo?.write(groupKey, text, quotes, origin) ?? false;
    };
    return answerMessages({ chats: this.#chats(), inbox: this.#inbox, secretOf, write, clock }, ask);
  }

  #chats(): ReadonlyMap<string, Chat> {
    if (this.#plan === null) return new Map();
    const units = new Map(this.#plan.district.units.map((unit) => [unit.key, unit.name]));
    const chat = ({ key, kind, name, parentKey }: DistrictPlan['hearers'][number]): Chat => ({
      ...{ groupKey: key, name, place: units.get(parentKey ?? '') ?? '', inZalo: kind === 'group' },
    });
    const planned = this.#plan.hearers.map((group) => [group.key, chat(group)] as const);
    const made = this.#zalo?.madeByHand ?? [];
    return new Map([
      ...planned,
      ...made.map(({ key, name }) => [key, { groupKey: key, name, place: 'nhóm mới lập', inZalo: true }] as const),
    ]);
  }
}
