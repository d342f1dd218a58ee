import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** dist/web from the present sources; at once when it already is (a child process, because jest's own loader is not Node's). */
export async function buildScreens(): Promise<void> {
  const script = "import('./scripts/run/build.mjs').then((build) => build.buildWeb())";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}
