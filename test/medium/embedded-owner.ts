// A process that owns the built-in database of the folder it is given, until it is killed: see embedded.spec.ts.
import { startEmbedded } from '#libs/database';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const embedded = await startEmbedded({ dataDir: process.argv[2] ?? '', logger: quiet });
process.stdout.write(`${JSON.stringify({ url: embedded.url, pid: embedded.pid() })}\n`);
setInterval(() => undefined, 60_000);
