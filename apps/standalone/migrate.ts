// `npm run migrate`: brings the schema up to date and ends; for those who want that apart from starting.
import 'reflect-metadata';
import { runProcess } from '#libs/runtime';
import { openDatabase } from './open-database.ts';

await runProcess(async (context) => {
  await openDatabase(context);
  process.stdout.write('The schema is up to date.\n');
  return 'finished';
});
