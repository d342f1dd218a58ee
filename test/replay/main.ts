// `npm run replay -- <trace> [--update]`: plays a trace on the virtual clock and says what people would have been told.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDataSource, migrate } from '#libs/database';
import { startDurablePostgres } from '../bench/durable-postgres.ts';
import { playTrace } from './run-trace.ts';
import { scriptOf } from './script.ts';
import { readTrace, TraceError } from './trace.ts';

const SHIPPED = fileURLToPath(new URL('../../../test/replay/traces/', import.meta.url));

const shipped = (): string[] =>
  readdirSync(SHIPPED).flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -'.jsonl'.length)] : []));

const usage = (): string => `npm run replay -- <trace> [--update]

Plays a trace on a virtual clock, on a PostgreSQL of its own, and prints every message people would have got.
  <trace>    a file, or one of: ${shipped().join(', ')}
  --update   writes what was said to <trace>.expected.txt instead of comparing with it
Exit code: 0 as expected (or nothing was expected), 1 otherwise, 2 not understood.`;

function wishes(): { readonly file: string; readonly update: boolean } {
  const options = { update: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  try {
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    const [name] = positionals;
    if (values.help || name === undefined || positionals.length > 1) {
      console.log(usage());
      process.exit(values.help ? 0 : 2);
    }
    const file = existsSync(name) ? name : `${SHIPPED}${name}.jsonl`;
    if (existsSync(file)) return { file, update: values.update };
    console.error(`There is no trace ${name}.\n\n${usage()}`);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage()}`);
  }
  process.exit(2);
}

const { file, update } = wishes();
const expectedFile = file.replace(/(\.jsonl)?$/, '.expected.txt');
const postgres = await startDurablePostgres();
try {
  const trace = readTrace(readFileSync(file, 'utf8'));
  await migrate(createDataSource(postgres.url));
  const said = scriptOf(trace, await playTrace(trace, postgres.url));
  process.stdout.write(said);
  if (update) writeFileSync(expectedFile, said);
  else if (existsSync(expectedFile)) {
    const asExpected = readFileSync(expectedFile, 'utf8') === said;
    console.error(asExpected ? 'As expected.' : `Not as ${expectedFile} expects.`);
    process.exitCode = asExpected ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof TraceError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  await postgres.stop();
}
