import { Pool } from 'undici';
import type { MapExtent } from '#libs/contracts';

/** As many as a browser asks at once. */
const AT_ONCE = 6;
const EXTENT_WITHIN_MS = 800_000;
/** From a whole country to single poles, as people look at maps. */
const ZOOMS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] as const;

export interface TileFigures {
  /** Milliseconds of each tile, as its reader waited. */
  readonly latencies: readonly number[];
  /** Bytes of each tile as it came over the wire. */
  readonly sizes: readonly number[];
}

/** A signed-in reader of tiles over real HTTP. */
export class TileClient {
  readonly #pool: Pool;

  constructor(
    origin: string,
    private readonly token: string,
  ) {
    this.#pool = new Pool(origin, { connections: AT_ONCE, headersTimeout: EXTENT_WITHIN_MS });
  }

  /** How long the first answer takes, the fleet being read from the database and clustered (ms), and where it lies. */
  async cold(): Promise<{ readonly ms: number; readonly extent: MapExtent }> {
    const startedAt = performance.now();
    for (;;) {
      const { status, body } = await this.#get('/map/extent');
      const ms = performance.now() - startedAt;
      if (status === 200) return { ms, extent: JSON.parse(body.toString()) as MapExtent };
      // A large country takes longer than a request may: it goes on being read meanwhile.
      if (status < 500 || ms > EXTENT_WITHIN_MS) throw new Error(`the map did not come: ${status} ${body.toString()}`);
    }
  }

  /** `count` tiles around random places of the box, six at a time. */
  async read(box: readonly number[], count: number): Promise<TileFigures> {
    const latencies: number[] = [];
    const sizes: number[] = [];
    const places = Array.from({ length: count }, (_, number) => placeIn(box, ZOOMS[number % ZOOMS.length] ?? 0));
    const work = async () => {
      for (let place = places.pop(); place !== undefined; place = places.pop()) {
        const startedAt = performance.now();
        const { status, body } = await this.#get(`/tiles/devices/${place}.pbf`);
        latencies.push(performance.now() - startedAt);
        sizes.push(body.length);
        if (status !== 200) throw new Error(`${place}: ${status}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { latencies, sizes };
  }

  async points(): Promise<Buffer> {
    return (await this.#get('/map/sites')).body;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #get(path: string): Promise<{ readonly status: number; readonly body: Buffer }> {
    const headers = { authorization: `Bearer ${this.token}`, 'accept-encoding': 'gzip' };
    const answer = await this.#pool.request({ method: 'GET', path: `/api/v1${path}`, headers });
    return { status: answer.statusCode, body: Buffer.from(await answer.body.arrayBuffer()) };
  }
}

function placeIn([west = 0, south = 0, east = 0, north = 0]: readonly number[], z: number): string {
  const longitude = west + Math.random() * (east - west);
  const sine = Math.sin(((south + Math.random() * (north - south)) * Math.PI) / 180);
  const x = longitude / 360 + 0.5;
  const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
  return `${z}/${Math.floor(x * 2 ** z)}/${Math.floor(y * 2 ** z)}`;
}
