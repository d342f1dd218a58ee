import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.mjs';
import { oneAtATime, plain, readIfThere, root, say, write } from './place.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.canh-thon-installed');

export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [needMajor, needMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw plain(`Node.js ${needMajor}.${needMinor} or newer is needed; this is ${process.versions.node}.`);
}

/** Runs `npm ci` unless node_modules is what package-lock.json asks for. */
export async function install() {
  if (isCurrent()) return;
  await oneAtATime('install', async () => {
    if (isCurrent()) return;
    say('Installing packages (once; one to three minutes) …');
    const npm = process.env.npm_execpath;
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const parameters = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code } = await run(command, parameters, { env: withWritableCache() });
    if (code === 130) process.exit(130);
    if (code !== 0) throw plain('The packages could not be installed: see npm above. Is the internet reachable?');
    write(stamp, lockHash());
  });
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function isCurrent() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (existsSync(stamp)) return readIfThere(stamp) === lockHash();
  // Installed by hand: newer than the list of packages will do.
  if (statSync(installed).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs) return false;
  write(stamp, lockHash());
  return true;
}

/** npm keeps its cache in the home directory; where there is none to write to, a temporary folder does. */
function withWritableCache() {
  try {
    accessSync(homedir(), constants.W_OK);
    return process.env;
  } catch {
    return { ...process.env, npm_config_cache: mkdtempSync(join(tmpdir(), 'canh-thon-npm-')) };
  }
}
