import { Injectable } from '@nestjs/common';
import type { DeviceNo, FaultCode } from '#libs/domain';
import { directConnection } from '../data-source.ts';
import { Database } from '../sql.ts';
import { BatchWriter, type BatchWriterOptions } from './batch-writer.ts';
import { IngestConnection } from './ingest-connection.ts';

/** Where a broker door gets its writer from. */
@Injectable()
export class IngestStore {
  constructor(private readonly database: Database) {}

  /** A writer with a connection of its own to the server itself, with the pool's time limits. */
  openWriter(options: Omit<BatchWriterOptions, 'connection'>): { writer: BatchWriter; close: () => Promise<void> } {
    const source = this.database.manager.connection;
    const { connectTimeoutMS } = source.options as { connectTimeoutMS?: number };
    const connection = new IngestConnection({
      ...directConnection(source),
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
