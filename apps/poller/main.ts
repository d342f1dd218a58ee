// The ONVIF door as a process of its own: beside the database, or with --edge inside a village's network.
import 'reflect-metadata';
import { runProcess } from '#libs/runtime';

const args = process.argv.slice(2);

await runProcess(async (context) => {
  // A small board does not load what it never uses: no database, no driver.
  if (args.includes('--edge')) return (await import('./edge/run-edge.ts')).runEdge(context, args);
  return (await import('./run-poller.ts')).runPoller(context);
});
