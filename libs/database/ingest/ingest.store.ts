import { Injectable } from '@nestjs/common';
import type { ClientConfig } from 'pg';
import type { DeviceNo, FaultCode } from '#libs/domain';
import { Database } from '../sql.ts';
import { BatchWriter, type BatchWriterOptions } from './batch-writer.ts';
import { IngestConnection } from './ingest-connection.ts';

/** Where a broker door gets its writer from. */
@Injectable()
export class IngestStore {
  constructor(private readonly database: Database) {}

  /** A writer with a connection of its own, with the pool's address and time limits. */
  openWriter(options: Omit<BatchWriterOptions, 'connection'>): { writer: BatchWriter; close: () => Promise<void> } {
    const { url, extra, connectTimeoutMS } = this.database.manager.connection.options as {
      url?: string;
      extra?: ClientConfig;
      connectTimeoutMS?: number;
    };
    const connection = new IngestConnection({
      ...extra,
      ...(url !== undefined && { connectionString: url }),
      ...(connectTimeoutMS !== undefined && { connectionTimeoutMillis: connectTimeoutMS }),
    });
    return { writer: new BatchWriter({ ...options, connection }), close: () => connection.close() };
  }

  async devicesWithFault(code: FaultCode): Promise<DeviceNo[]> {
    const rows = await this.database.query<{ device_no: DeviceNo }>(
      'SELECT device_no FROM device_fault WHERE code = $1',
      [code],
    );
    return rows.map((row) => row.device_no);
  }
}
