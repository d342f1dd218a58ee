// The simulator's command line: `demo` (the product with a simulated district) or the devices alone.
import { wordsOf } from './cli/fold-away.ts';
import { DEMO_HELP, FLEET_HELP } from './cli/help.ts';
import { readOptions } from './cli/options.ts';
import { runDemo } from './cli/run-demo.ts';
import { runFleet } from './cli/run-fleet.ts';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(options.command === 'demo' ? DEMO_HELP : FLEET_HELP);
  else if (options.command === 'demo') await runDemo(options);
  else await runFleet(options, process.env['SIMULATOR_PASSWORD']);
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 1;
}
