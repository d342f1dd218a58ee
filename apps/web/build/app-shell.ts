import { relative } from 'node:path';
import type { Plugin } from 'vite';

/** What the bundler tells of its modules. */
interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

interface Chunk {
  readonly type: 'chunk';
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}
type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>;

/** Finds the files that the first screen of a phone is made of, so that just these are kept for a start without network. */
export class AppShell {
  readonly #files = new Set<string>();
  readonly #entry: string;
  #closure: ReadonlySet<string> | null = null;
  readonly #modules: readonly string[];

  /**
   * @param entry path of the first module, relative to the web's folder
   * @param modules paths of lazily loaded screens that belong to it besides the entry
   */
  constructor(entry: string, modules: readonly string[]) {
    this.#entry = entry;
    this.#modules = modules;
  }

  /** For the bundler: all that the entry needs is one file. Dozens of small ones wait in line on a slow connection. */
  readonly inOneFile = (id: string, graph: ModuleGraph): string | null => {
    const entry = new URL(`../${this.#entry}`, import.meta.url).pathname;
    this.#closure ??= closureOf(entry, graph);
    return id !== entry && this.#closure.has(id) ? 'phone' : null;
  };

  plugin(): Plugin {
    return {
      name: 'app-shell',
      generateBundle: (_, bundle) => this.#collect(bundle),
    };
  }

  /** For workbox: of all files of the build, those of the shell. */
  readonly onlyShell = (entries: readonly { readonly url: string }[]) => {
    const kept = entries.filter(({ url }) => url === 'index.html' || this.#files.has(url) || isTypeface(url));
    return { manifest: kept as never, warnings: [] };
  };

  #collect(bundle: Bundle): void {
    const starts = Object.entries(bundle).filter(([, chunk]) => chunk.type === 'chunk' && this.#isStart(chunk));
    // The entry, the early one and the screens.
    if (starts.length !== this.#modules.length + 2) throw new Error('a screen of the app shell is no file of its own');
    for (const [name] of starts) this.#add(name, bundle);
  }

  #isStart({ isEntry, facadeModuleId }: Chunk): boolean {
    const module = facadeModuleId === null ? '' : relative(new URL('..', import.meta.url).pathname, facadeModuleId);
    return isEntry || this.#modules.includes(module);
  }

  #add(name: string, bundle: Bundle): void {
    if (this.#files.has(name)) return;
    this.#files.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') return;
    for (const css of chunk.viteMetadata?.importedCss ?? []) this.#files.add(css);
    for (const next of chunk.imports) this.#add(next, bundle);
  }
}

/** All that is loaded with a module, itself among it; not what it loads later. */
function closureOf(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

const isTypeface = (url: string): boolean => /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal.*\.woff2$/.test(url);
