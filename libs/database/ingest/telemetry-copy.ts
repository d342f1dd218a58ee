import { BinaryWriter } from './binary-writer.ts';
import type { HistoryRow } from './observation.ts';

interface FactColumn {
  /** Name of the fact in a heartbeat. */
  readonly fact: string;
  readonly column: string;
  readonly type: 'real' | 'integer' | 'bigint' | 'boolean' | 'text';
}

const columns = (type: FactColumn['type'], ...facts: string[]): FactColumn[] =>
  facts.map((fact) => ({ fact, type, column: fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) }));

/** Facts that history keeps, beside the row's own header. The wire's list of fields is compared with this in a test. */
export const TELEMETRY_COLUMNS: readonly FactColumn[] = [
  ...columns('bigint', 'uptimeSeconds'),
  ...columns('real', 'batteryVoltage', 'batteryCurrent', 'batteryLevel', 'batteryTemperature'),
  ...columns('real', 'batteryVoltageMinToday', 'batteryVoltageMaxToday', 'pvVoltage', 'pvCurrent', 'pvPower'),
  ...columns('real', 'energyTodayWh', 'lampCurrent', 'lampPower', 'dimLevel'),
  ...columns('integer', 'errorCode'),
  ...columns('real', 'controllerTemperature', 'ambientLux', 'rssi', 'snr'),
  ...columns('integer', 'clients'),
  ...columns('real', 'latencyMs', 'lossPercent'),
  ...columns('bigint', 'rxBytes', 'txBytes'),
  ...columns('real', 'cpuPercent', 'memoryPercent', 'temperature'),
  ...columns('boolean', 'lampOn', 'isNight', 'wanUp', 'internetOk', 'dnsOk'),
  ...columns('text', 'chargerState'),
];

const HEADER = ['device_no', 'received_at', 'seq', 'sent_at', 'late'];
const FIELD_COUNT = HEADER.length + TELEMETRY_COLUMNS.length;

export const COPY_TELEMETRY = `COPY telemetry (${[...HEADER, ...TELEMETRY_COLUMNS.map(({ column }) => column)].join(', ')})
  FROM STDIN (FORMAT binary)`;

/** Signature, no flags, no header extension. */
const FILE_HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');

/** Encodes rows as PostgreSQL's binary COPY format into a reusable buffer; the view is valid until the next call. */
export class TelemetryEncoder {
  private readonly writer = new BinaryWriter(256 * 1024);

  encode(rows: Iterable<readonly [deviceNo: number, row: HistoryRow]>): Buffer {
    const writer = this.writer.reset().bytes(FILE_HEADER);
    for (const [deviceNo, row] of rows) encodeRow(writer, deviceNo, row);
    return writer.int16(-1).view();
  }
}

function encodeRow(writer: BinaryWriter, deviceNo: number, row: HistoryRow): void {
  writer.int16(FIELD_COUNT).int32(4).int32(deviceNo).int32(8).timestamp(row.receivedAt).int32(8).int64(row.seq);
  if (row.sentAt === null) writer.int32(-1);
  else writer.int32(8).timestamp(row.sentAt);
  writer.int32(1).int8(row.late ? 1 : 0);
  for (const { fact, type } of TELEMETRY_COLUMNS) encodeFact(writer, type, row.facts[fact]);
}

function encodeFact(
  writer: BinaryWriter,
  type: FactColumn['type'],
  value: number | boolean | string | undefined,
): void {
  if (value === undefined) writer.int32(-1);
  else if (type === 'real') writer.int32(4).float32(value as number);
  else if (type === 'boolean') writer.int32(1).int8(value === true ? 1 : 0);
  else if (type === 'integer') writer.int32(4).int32(value as number);
  else if (type === 'bigint') writer.int32(8).int64(value as number);
  else writer.text(value as string);
}
