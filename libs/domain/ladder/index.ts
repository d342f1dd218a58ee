/** Would this camera help tonight? Rungs from "answers" to "records", each with its own timetable and its own doubt. */
export * from './hygiene.ts';
export * from './ladder-of.ts';
export * from './recording.ts';
export * from './rung.ts';
export * from './stream.ts';
export * from './tamper.ts';
export * from './timetable.ts';
