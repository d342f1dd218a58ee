import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/** Statements on one connection; `Row` is what the statement's author knows it returns. */
export interface Sql {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * The same for a statement that never changes its text and finds its rows by key, or is asked by a loop again and
   * again: PostgreSQL parses it once a connection and soon keeps its plan. Not for lists and filters, whose best plan depends on what is asked; each
   * connection keeps every text it has met.
   */
  prepared<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Statements inside one transaction, with the entity manager bound to it. */
export interface Transaction extends Sql {
  readonly manager: EntityManager;
  /** For work on whole tables, which may take up to `withinMs` instead of the usual few seconds. */
  patient<Row>(withinMs: number, text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** What we use of the driver's connection: TypeORM's own `query` cannot name a statement. */
interface Connection {
  readonly namesStatements?: boolean;
  query(statement: {
    name?: string;
    text: string;
    values: unknown[];
    query_timeout?: number;
  }): Promise<{ readonly rows: unknown[] }>;
}

const names = new Map<string, string>();

/** PostgreSQL cuts names at 63 bytes; the text's hash is the same in every process. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

export async function queryPrepared<Row>(
  connection: Connection,
  text: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const name = connection.namesStatements === false ? {} : { name: nameOf(text) };
  return (await connection.query({ ...name, text, values: [...parameters] })).rows as Row[];
}

function statementsOn(runner: QueryRunner): Sql {
  return {
    query: async <Row>(text: string, parameters: readonly unknown[] = []) => {
      const result: { records: Row[] } = await runner.query(text, [...parameters], true);
      return result.records ?? [];
    },
    prepared: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      queryPrepared<Row>((await runner.connect()) as Connection, text, parameters),
  };
}

/** The server gives up first: what it says is clearer than a driver that stops waiting. */
const DRIVER_WAITS_LONGER = 5_000;

function patiently(runner: QueryRunner): Transaction['patient'] {
  return async <Row>(withinMs: number, text: string, parameters: readonly unknown[] = []) => {
    await runner.query(`SET LOCAL statement_timeout = ${Math.ceil(withinMs)}`);
    const connection = (await runner.connect()) as Connection;
    const query_timeout = withinMs + DRIVER_WAITS_LONGER;
    return (await connection.query({ text, values: [...parameters], query_timeout })).rows as Row[];
  };
}

/** The one way to PostgreSQL for stores: plain statements, or one transaction around several. */
@Injectable()
export class Database implements Sql {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#once((sql) => sql.query<Row>(text, parameters));
  }

  prepared<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#once((sql) => sql.prepared<Row>(text, parameters));
  }

  /** Commits when `work` resolves, rolls back when it rejects. Never do network calls inside. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction((manager) => {
      const runner = manager.queryRunner;
      if (!runner) throw new Error('a transaction without a query runner');
      return work({ manager, ...statementsOn(runner), patient: patiently(runner) });
    });
  }

  /** For the few small writes without which nobody could even look: done also while a nearly full disk stops others. */
  essential<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.transaction(async (tx) => {
      await tx.query('SET TRANSACTION READ WRITE');
      return work(tx);
    });
  }

  async #once<Row>(work: (sql: Sql) => Promise<Row[]>): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(statementsOn(runner));
    } finally {
      await runner.release();
    }
  }
}
