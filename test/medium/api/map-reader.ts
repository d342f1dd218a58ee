import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { ApiServer } from './api-server.ts';

export const STATES = ['ok', 'warning', 'down', 'unknown', 'maintenance'] as const;
export type States = Partial<Record<(typeof STATES)[number], number>>;
export type Tags = Readonly<Record<string, string | number | boolean>>;

export interface TileAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Reads tiles as a map does: the bytes that came, decoded. */
export class MapReader {
  private constructor(
    private readonly server: ApiServer,
    private readonly token: string,
  ) {}

  static async signIn(server: ApiServer, login: { email: string; password: string }): Promise<MapReader> {
    const { body } = await server.as({})('POST', '/auth/login', login);
    return new MapReader(server, body.accessToken as string);
  }

  async tile(place: string, query = '', headers: Record<string, string> = {}): Promise<TileAnswer> {
    const answer = await fetch(`${this.server.origin}/api/v1/tiles/devices/${place}.pbf${query}`, {
      headers: { authorization: `Bearer ${this.token}`, ...headers },
    });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  /** The tags of everything in one tile. */
  async tags(place: string, query = ''): Promise<Tags[]> {
    const { status, bytes } = await this.tile(place, query);
    if (status !== 200) throw new Error(`${place}${query}: ${status} ${bytes.toString()}`);
    return tagsOf(bytes);
  }

  /** Devices by state in one tile, states without devices left out. */
  async counts(place: string, query = ''): Promise<States> {
    const counts: States = {};
    for (const tags of await this.tags(place, query))
      for (const state of STATES) {
        const sum = (counts[state] ?? 0) + Number(tags[state]);
        if (sum > 0) counts[state] = sum;
      }
    return counts;
  }
}

export function tagsOf(bytes: Uint8Array): Tags[] {
  const layer = new VectorTile(new PbfReader(bytes)).layers['devices'];
  return Array.from({ length: layer?.length ?? 0 }, (_, place) => layer?.feature(place).properties as Tags);
}

/** The tile of a zoom in which a place lies. */
export function tileAt(z: number, longitude: number, latitude: number): string {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const x = longitude / 360 + 0.5;
  const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
  return `${z}/${Math.floor(x * 2 ** z)}/${Math.floor(y * 2 ** z)}`;
}
