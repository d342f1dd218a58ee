import type { Plugin } from 'vite';

const MODULE = 'src/early.ts';

/** Builds src/early.ts as a file of its own and names it first in index.html: it asks the server while the rest still loads. */
export function earlyStart(): Plugin {
  return {
    name: 'early-start',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: new URL(`../${MODULE}`, import.meta.url).pathname, name: 'early' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const file = Object.values(bundle).find(
          (chunk) => chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(`/${MODULE}`),
        );
        if (file === undefined) throw new Error(`${MODULE} is no file of its own`);
        const attrs = { type: 'module', async: true, crossorigin: true, src: `/${file.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
