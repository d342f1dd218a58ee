import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { say } from './place.mjs';

/** Of `npm test`. */
const TEST_TOOLS = [
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'], what: 'tests in a real browser' },
  { package: 'mosquitto-clients', programs: ['mosquitto_pub'], what: 'tests with the mosquitto_pub command' },
  { package: 'mosquitto', programs: ['mosquitto'], what: 'tests with an external MQTT broker', isService: true },
  { package: 'pgbouncer', programs: ['pgbouncer'], what: 'tests behind the pooler PgBouncer', isService: true },
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
    await withoutServices(() =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env, quiet: true }),
    );
    const services = missing.filter(({ isService }) => isService).map((tool) => tool.package);
    if (services.length > 0 && existsSync('/run/systemd/system')) {
      await run('systemctl', ['disable', '--quiet', ...services], { quiet: true });
    }
  }
  const sentences = missing
    .filter(({ programs }) => !programs.some(isInstalled))
    .map((tool) => `Not installed: ${tool.programs[0]}. Skipped: ${tool.what} (apt-get install ${tool.package}).`);
  sentences.forEach(say);
  return sentences;
}

const POLICY = '/usr/sbin/policy-rc.d';

/** Debian starts a server that it installs, on the very port of ours; the tests start their own. */
async function withoutServices(install) {
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (isOurs) rmSync(POLICY);
  }
}

function isInstalled(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
