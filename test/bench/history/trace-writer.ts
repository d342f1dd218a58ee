import { once } from 'node:events';
import { type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { FleetLight, Random } from '#apps/simulator';
import { TELEMETRY_COLUMNS } from '#libs/database';
import { HOUR, MINUTE } from '#libs/domain';

/** How late a device's timer fires, and how long a message is under way (ms). */
const [TIMER, WAY] = [20, 400];
const FEWEST_ON_THE_WAY = 60;

interface TracedLight {
  readonly deviceNo: number;
  readonly light: FleetLight;
  readonly phase: number;
  readonly bootedAt: number;
}

/** What the simulator's lamps say once a minute, written as the door writes it: the trace that history is measured with. */
export class TraceWriter {
  readonly #lights: readonly TracedLight[];
  readonly #random = new Random('history');
  readonly #columns = TELEMETRY_COLUMNS.map(({ fact }) => fact);
  fields = 0;
  rows = 0;

  constructor(
    private readonly client: Client,
    deviceNos: readonly number[],
    from: number,
  ) {
    this.#lights = deviceNos.map((deviceNo) => ({
      deviceNo,
      light: new FleetLight({ code: `B${deviceNo % 3}-${deviceNo}`, trait: this.#random.next() }),
      phase: Math.floor(this.#random.next() * MINUTE),
      bootedAt: from - Math.floor(this.#random.next() * 90 * 24 * HOUR),
    }));
  }

  /** One COPY for what was received in [from, until), in the order of arrival. */
  async write(from: number, until: number): Promise<void> {
    const columns = TELEMETRY_COLUMNS.map(({ column }) => column).join(', ');
    const stream = this.client.query(
      copyFrom(`COPY telemetry (device_no, received_at, seq, sent_at, late, ${columns}) FROM STDIN`),
    );
    for (let minute = from; minute < until; minute += MINUTE) {
      const lines = this.#lights.map((light) => this.#line(light, minute)).sort((a, b) => a.at - b.at);
      if (!stream.write(lines.map(({ text }) => text).join(''))) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'finish');
  }

  #line({ deviceNo, light, phase, bootedAt }: TracedLight, minute: number): { at: number; text: string } {
    const sentAt = minute + phase + Math.floor(this.#random.next() * TIMER);
    const at = sentAt + FEWEST_ON_THE_WAY + Math.floor(this.#random.next() * (WAY - FEWEST_ON_THE_WAY));
    const said = { ...light.read(sentAt), uptimeSeconds: Math.floor((sentAt - bootedAt) / 1_000) };
    const facts = new Map<string, unknown>(Object.entries(said));
    const values = this.#columns.map((fact) => facts.get(fact));
    this.fields += values.filter((value) => value !== undefined).length;
    this.rows += 1;
    const seq = Math.floor((sentAt - bootedAt) / MINUTE);
    const header = [deviceNo, new Date(at).toISOString(), seq, new Date(sentAt).toISOString(), 'f'];
    return { at, text: `${[...header, ...values.map((value) => value ?? '\\N')].join('\t')}\n` };
  }
}
