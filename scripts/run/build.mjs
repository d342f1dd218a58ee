import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './child.mjs';
import { oneAtATime, plain, readIfThere, root, say, write } from './place.mjs';

const WEB = 'apps/web';

/** `nest build` into dist/, when a source has changed since the last one. */
export async function buildServer() {
  const sources = [
    'apps',
    'libs',
    'test',
    'proto',
    'package-lock.json',
    'package.json',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  await build(
    'server',
    sources,
    'dist/apps/standalone/main.js',
    ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
    [WEB],
  );
}

/** `vite build` into dist/web, when a source has changed since the last one. */
export async function buildWeb() {
  if (!existsSync(join(root, WEB, 'vite.config.ts'))) return;
  const sources = [WEB, 'libs/contracts', 'libs/client', 'package-lock.json'];
  await build(
    'web',
    sources,
    'dist/web/index.html',
    ['node_modules/vite/bin/vite.js', 'build', WEB, '--logLevel', 'warn'],
    [],
  );
}

async function build(name, sources, result, command, without) {
  const stamp = join(root, `dist/.${name}-built-from`);
  const isCurrent = (hash) => existsSync(join(root, result)) && readIfThere(stamp) === hash;
  const hash = hashOf(sources, without);
  if (isCurrent(hash)) return;
  await oneAtATime(`build-${name}`, async () => {
    if (isCurrent(hash)) return;
    say(`Building the ${name} …`);
    // Whatever the surroundings are: a tester's NODE_ENV would put React's development build into dist/web.
    const env = { ...process.env, NODE_ENV: 'production' };
    const { code, output } = await run(process.execPath, command, { env, quiet: true });
    if (code === 130) process.exit(130);
    if (code !== 0) {
      say(output.trimEnd());
      throw plain(`The ${name} could not be built.`);
    }
    write(stamp, hash);
  });
}

function hashOf(sources, without) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const source of sources) {
    for (const file of filesOf(join(root, source), without)) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesOf(path, without) {
  if (!existsSync(path) || without.includes(relative(root, path))) return [];
  if (!statSync(path).isDirectory()) return path.endsWith('.spec.ts') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => (name === 'node_modules' ? [] : filesOf(join(path, name), without)));
}
