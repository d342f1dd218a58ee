// `npm run record-trace -- --from <moment> --until <moment> [--unit <id or code>] > file`: a span without names, for replay.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { borrowEmbedded, readRecording, type RecordingWish } from '#libs/database';
import { traceOf } from '#libs/domain';
import { type ProcessContext, runProcess } from '#libs/runtime';
import { refuseUsage, tell, withReasons } from './telling.ts';

const USAGE = `npm run -s record-trace -- --from <moment> --until <moment> [--unit <id or code>] > storm.jsonl

Writes what happened in the database of DATA_DIR, or of DATABASE_URL, as a trace for \`npm run replay -- storm.jsonl\`.
No name, code, address or coordinate is in it. The product may go on running.
  --from, --until   moments with their offset: 2026-11-21T19:00+07:00
  --unit            only this unit with all below it, and what is told above it
Exit code: 0 done, 1 failed, 2 not understood.`;

/** A date alone, or a time without its offset, means another moment on each machine. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function readWishes(): RecordingWish | undefined {
  try {
    const options = { from: { type: 'string' }, until: { type: 'string' }, unit: { type: 'string' } } as const;
    const { from, until, unit } = parseArgs({ options }).values;
    return { from: momentOf('--from', from), until: momentOf('--until', until), unit };
  } catch (error) {
    refuseUsage((error as Error).message, USAGE);
  }
  return undefined;
}

function momentOf(option: string, text: string | undefined): number {
  if (text === undefined) throw new Error(`Say ${option}.`);
  const at = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at))
    throw new Error(`${option} ${text} is no moment with its offset, such as 2026-11-21T19:00+07:00.`);
  return at;
}

async function record({ config, logger, onStop }: ProcessContext, wish: RecordingWish): Promise<void> {
  const database = config.databaseUrl
    ? { url: config.databaseUrl, release: async () => undefined }
    : await borrowEmbedded(config.dataDir, logger);
  onStop(() => database.release());
  const recording = await readRecording(database.url, wish);
  const { lines, silences, silentFromTheStart } = traceOf(recording);
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { units, devices, targets } = recording;
  tell(`Recorded ${units.length} units, ${devices.length} devices, ${targets.length} targets, ${silences} silences.`);
  if (silentFromTheStart > 0)
    tell(
      `${silentFromTheStart} devices had not spoken yet, or not any more, when --from came: a replay tells nobody of that.`,
    );
}

const wish = readWishes();
if (wish) {
  process.env['LOG_LEVEL'] ??= 'warn';
  await runProcess(async (context) => {
    await withReasons(() => record(context, wish));
    return 'finished';
  });
}
