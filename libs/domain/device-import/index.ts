export { columnTitle, findHeader, type Header, type ImportField } from './columns.ts';
export { isOfSite } from './differences.ts';
export { judgeRows } from './judge.ts';
export type { CameraAddress, CameraScheme, KnownDevice, KnownSite, KnownWorld } from './known.ts';
export { GRID_CELL } from './neighbours.ts';
export { METRES_A_DEGREE, metresBetween, TWIN_METRES } from './position.ts';
export { type RowProblem, rowProblemWords } from './problems.ts';
export { type ReadRow, readRow, type SaidOfDevice } from './read-row.ts';
export { defused, type SheetCell, type SheetRow, textOfCell } from './sheet.ts';
export { type NamedUnit, UnitFinder } from './units.ts';
export type {
  CameraWords,
  DeviceToChange,
  DeviceToMake,
  DeviceWords,
  Judged,
  NewPlace,
  RowVerdict,
  SiteChange,
} from './verdict.ts';
export { CHOICES, columnExample, columnHint, TABLE_FIELDS, type TableField } from './hints.ts';

/** Operations of this kind import a list of devices. */
export const DEVICE_IMPORT_KIND = 'device_import';
