import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { directConnection } from './data-source.ts';

type Channel = 'transition' | 'live' | 'device_changed' | 'notification' | 'operation' | 'zalo_event';

const CONNECT_DEADLINE_MS = 5_000;

/**
 * `LISTEN`: wakes loops sooner, nothing more. A lost connection loses no fact, because every reader also polls; whoever
 * polls calls `keep` to have it made again.
 */
@Injectable()
export class WakeUps {
  readonly #wanted = new Map<Channel, Set<() => void>>();
  #client: Client | null = null;
  #connecting = false;
  #closed = false;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  on(channel: Channel, wake: () => void): void {
    const wakes = this.#wanted.get(channel) ?? new Set();
    this.#wanted.set(channel, wakes.add(wake));
  }

  /** Connects unless connected. Cheap when all is well; throws when the database is away. */
  async keep(): Promise<void> {
    if (this.#client || this.#connecting || this.#closed) return;
    this.#connecting = true;
    try {
      this.#client = await this.#connect();
    } finally {
      this.#connecting = false;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: directConnection(this.dataSource).connectionString,
      connectionTimeoutMillis: CONNECT_DEADLINE_MS,
      query_timeout: CONNECT_DEADLINE_MS,
      keepAlive: true,
    });
    const lost = () => {
      if (this.#client === client) this.#client = null;
    };
    // Without a listener one killed backend would end the process.
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel }) => {
      for (const wake of this.#wanted.get(channel as Channel) ?? []) wake();
    });
    await client.connect();
    for (const channel of this.#wanted.keys()) await client.query(`LISTEN ${channel}`);
    return client;
  }
}
