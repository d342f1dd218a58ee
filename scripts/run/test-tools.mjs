import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { say } from './place.mjs';

/** Of `npm test`. */
const TEST_TOOLS = [
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'], what: 'tests in a real browser' },
  { package: 'mosquitto-clients', programs: ['mosquitto_pub'], what: 'tests with the mosquitto_pub command' },
  { package: 'busybox', programs: ['busybox'], what: 'tests of the OpenWrt agent with the shell of a router' },
];

/** Of single benches, by their names: no test uses them. */
const BENCH_TOOLS = {
  pictures: [{ package: 'ffmpeg', programs: ['ffmpeg'], what: 'the second opinion of `bench pictures`' }],
};

export const prepareBenchTools = (name) => prepareTools(BENCH_TOOLS[name] ?? []);
export const prepareTestTools = () => prepareTools(TEST_TOOLS);

/**
 * Installs the programs that some tests need, where apt and root are there; elsewhere says what will be skipped.
 * Gives those sentences, to be repeated at the end.
 */
async function prepareTools(tools) {
  const missing = tools.filter(({ programs }) => !programs.some(isInstalled));
  if (missing.length === 0) return [];
  if (process.getuid?.() === 0 && isInstalled('apt-get')) {
    const names = missing.map((tool) => tool.package);
    say(`Installing ${names.join(' and ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env, quiet: true });
  }
  const sentences = missing
    .filter(({ programs }) => !programs.some(isInstalled))
    .map((tool) => `Not installed: ${tool.programs[0]}. Skipped: ${tool.what} (apt-get install ${tool.package}).`);
  sentences.forEach(say);
  return sentences;
}

function isInstalled(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
