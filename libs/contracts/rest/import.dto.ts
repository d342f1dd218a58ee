import type { DeviceKind, Health } from '#libs/domain';
import { DEVICE_KINDS, HEALTHS } from '#libs/domain';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from './page.dto.ts';
import { Line } from './text.ts';

const YES_NO = ['true', 'false'] as const;
export const IMPORT_STATES = ['made', 'changed', 'same', 'refused'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export class DeviceImportQuery {
  /** `true`: nothing is written, the report says what would become of each row. */
  @IsOptional()
  @IsIn(YES_NO)
  dryRun?: 'true' | 'false';

  /** `true`: good rows are written although others are refused. Otherwise one refused row keeps all of them out. */
  @IsOptional()
  @IsIn(YES_NO)
  onlyValid?: 'true' | 'false';

  /** What the list is about; units are looked for in it. The caller's whole territory unless given. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** The result of an operation `device_import`. */
export class DeviceImportResult {
  dryRun: boolean;
  /** False: nothing was written. */
  applied: boolean;
  rows: number;
  made: number;
  changed: number;
  same: number;
  refused: number;
  /** Headings of columns that nobody knows and that were left alone. */
  unknownColumns: string[];
  /** Until then the report and the marked file can be fetched. */
  keptUntil: string;
}

export class ImportRowsQuery extends PageQuery {
  @IsOptional()
  @IsIn(IMPORT_STATES)
  state?: ImportState;
}

export class ImportProblemView {
  /** The column as the template calls it; null: the row as a whole. */
  column: string | null;
  /** Stable. */
  code: string;
  /** What is wrong and what to do, in the caller's language. */
  message: string;
}

export class ImportRowView {
  /** As the spreadsheet counts. */
  line: number;
  state: ImportState;
  code: string | null;
  name: string | null;
  deviceId: string | null;
  /** Columns in which the row differs from what was there. */
  changes: string[];
  problems: ImportProblemView[];
}

export class TableFormatQuery {
  @IsOptional()
  @IsIn(TABLE_FORMATS)
  format?: TableFormat;
}

export class DeviceExportQuery extends TableFormatQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsIn(DEVICE_KINDS)
  kind?: DeviceKind;

  @IsOptional()
  @IsIn(HEALTHS)
  health?: Health;

  @IsOptional()
  @Line(100)
  q?: string;
}
