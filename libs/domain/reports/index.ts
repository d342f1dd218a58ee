/** Reports about a month of a unit: figures from rows, and the sheet that says them. */
export * from './evidence.ts';
export * from './incident-flow.ts';
export * from './month.ts';
export * from './monthly-report.ts';
export * from './report-rows.ts';
export { ReportTree } from './report-tree.ts';
export { deviceTable } from './device-table.ts';
export { reportSheet, type Saying } from './report-sheet.ts';
export * from './sheet.ts';
