// A process that does as its argument says: see run-process.spec.ts.
import { runProcess, StartError } from '#libs/runtime';

await runProcess(async ({ onStop, logger }) => {
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  onStop(async () => say('database ended'));
  if (process.argv[2] === 'refuse') throw new StartError('The port is taken.');
  if (process.argv[2] === 'break') throw new Error('defect');
  onStop(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    say('doors ended');
  });
  if (process.argv[2] === 'finish') return 'finished';
  if (process.argv[2] === 'crash') setTimeout(() => void Promise.reject(new Error('nobody cares')), 10);
  const staysAlive = setInterval(() => undefined, 1_000);
  onStop(async () => clearInterval(staysAlive));
  say('ready');
  logger.debug('Not shown');
  return undefined;
});
