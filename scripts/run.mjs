// `npm start`, `npm test` and the other commands of package.json, each alone on a fresh clone: installs and builds what is missing or stale, then runs. Built-in modules only, because nothing may be
// installed yet.
import { checkNode, install } from './run/install.mjs';
import { buildServer, buildWeb } from './run/build.mjs';
import { runInHere, runTests, stopWithParent } from './run/commands.mjs';
import { prepareBenchTools } from './run/test-tools.mjs';

const [name, ...options] = process.argv.slice(2);

const COMMANDS = {
  start: async () => {
    await Promise.all([buildServer(), buildWeb()]);
    stopWithParent();
    await runInHere('apps/standalone/main.js', options);
  },
  demo: async () => {
    await Promise.all([buildServer(), buildWeb()]);
    stopWithParent();
    await runInHere('apps/simulator/main.js', ['demo', ...options]);
  },
  simulator: async () => {
    await buildServer();
    stopWithParent();
    await runInHere('apps/simulator/main.js', options);
  },
  edge: async () => {
    await buildServer();
    stopWithParent();
    await runInHere('apps/poller/main.js', ['--edge', ...options]);
  },
  migrate: async () => {
    await buildServer();
    await runInHere('apps/standalone/migrate.js', options);
  },
  backup: async () => {
    await buildServer();
    await runInHere('apps/standalone/backup.js', options);
  },
  restore: async () => {
    await buildServer();
    await runInHere('apps/standalone/restore.js', options);
  },
  'record-trace': async () => {
    await buildServer();
    await runInHere('apps/standalone/record-trace.js', options);
  },
  'upgrade-database': async () => {
    await buildServer();
    await runInHere('apps/standalone/upgrade-database.js', options);
  },
  // Everything that `node dist/…` needs; for images, and to build ahead.
  build: async () => {
    await Promise.all([buildServer(), buildWeb()]);
  },
  bench: async () => {
    await Promise.all([buildServer(), buildWeb()]);
    await prepareBenchTools(options[0]);
    await runInHere('test/bench/main.js', options);
  },
  replay: async () => {
    await buildServer();
    await runInHere('test/replay/main.js', options);
  },
  test: async () => {
    await Promise.all([buildServer(), buildWeb()]);
    await runTests(options);
  },
};

const command = COMMANDS[name];
if (!command) {
  console.error(`No such command: ${name ?? '(none)'}. There are: ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(2);
}
try {
  checkNode();
  await install();
  await command();
} catch (error) {
  // Reasons are sentences of our own; anything else is a defect and shows where.
  console.error(error?.plain ? error.message : error);
  process.exit(1);
}
