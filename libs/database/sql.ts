import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/** Statements on one connection; `Row` is what the statement's author knows it returns. */
export interface Sql {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Statements inside one transaction, with the entity manager bound to it. */
export interface Transaction extends Sql {
  readonly manager: EntityManager;
}

async function rowsOf<Row>(runner: QueryRunner, text: string, parameters: readonly unknown[]): Promise<Row[]> {
  const result: { records: Row[] } = await runner.query(text, [...parameters], true);
  return result.records ?? [];
}

/** The one way to PostgreSQL for stores: plain statements, or one transaction around several. */
@Injectable()
export class Database implements Sql {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await rowsOf<Row>(runner, text, parameters);
    } finally {
      await runner.release();
    }
  }

  /** Commits when `work` resolves, rolls back when it rejects. Never do network calls inside. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction((manager) => {
      const runner = manager.queryRunner;
      if (!runner) throw new Error('a transaction without a query runner');
      return work({ manager, query: (text, parameters = []) => rowsOf(runner, text, parameters) });
    });
  }
}
