import { relative } from 'node:path';
import type { Plugin } from 'vite';

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
  readonly #modules: readonly string[];

  /** @param modules paths of lazily loaded screens, relative to the web's folder, that belong to it besides the entry */
  constructor(modules: readonly string[]) {
    this.#modules = modules;
  }

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
    if (starts.length !== this.#modules.length + 1) throw new Error('a screen of the app shell is no file of its own');
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

const isTypeface = (url: string): boolean => /be-vietnam-pro-(latin|vietnamese)-(400|600)-normal.*\.woff2$/.test(url);
