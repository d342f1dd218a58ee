import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
]
  .filter((name) => name.endsWith('.md'))
  .sort();

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('docs/dependencies.md', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const [inProduct = '', forBuilding = ''] = read('docs/dependencies.md').split('## For building and testing');
  const listed = (part: string) =>
    part
      .split('\n')
      .filter((line) => line.startsWith('- `'))
      .flatMap((line) => [...(line.split(':')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name))
      .sort();

  it('lists exactly the dependencies of the product', () => {
    expect(listed(inProduct)).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('lists exactly what building and testing needs', () => {
    expect(listed(forBuilding)).toEqual(Object.keys(manifest.devDependencies).sort());
  });

  it('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe('docs/promises.md', () => {
  // A keeper is written `path › title`, or `path` alone for a whole file.
  const keepers = read('docs/promises.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (promise|fault) \|/.test(line) && !line.startsWith('|-'))
    .map((line) => ({
      line,
      keepers: [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, keeper = '']) => keeper),
    }));

  it('names at least one keeper for every promise', () => {
    expect(keepers.length).toBeGreaterThan(0);
    expect(keepers.filter((row) => row.keepers.length === 0).map((row) => row.line)).toEqual([]);
  });

  /** A title is a whole string of the test, not a part of one or of a comment. */
  const hasTitle = (path: string, title: string) => {
    const text = read(path);
    return ["'", '"', '`'].some((quote) => text.includes(quote + title + quote));
  };

  it('names only test files and titles that exist', () => {
    const missing = keepers
      .flatMap((row) => row.keepers)
      .filter((keeper) => {
        const [path = '', title] = keeper.split(' › ');
        return !existsSync(join(root, path)) || (title !== undefined && !hasTitle(path, title));
      });
    expect(missing).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('names every room, and only rooms that exist', () => {
    const rooms = ['apps', 'libs'].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${folder}/${entry.name}`),
    );
    const named = [...read('docs/architecture.md').matchAll(/^\| `((?:apps|libs)\/[^`]+)` \|/gm)].map(
      ([, room]) => room,
    );
    expect(named.sort()).toEqual(rooms.sort());
  });
});

describe('every document', () => {
  it.each(documents)('%s links only to files that exist', (document) => {
    const prose = read(document).replaceAll(/```[\s\S]*?```/g, '');
    const links = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !link.includes('://'));
    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });

  it.each(documents.filter((name) => name.startsWith('docs/adr/')))('%s stays within 40 lines', (document) => {
    expect(read(document).trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});
