// A file is named after what it is for. The names below say nothing, so everything drifts into them.
const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'base', 'misc', 'shared', 'core']);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const stemOf = (segment) => segment.split('.')[0];

/** Every segment of the path below the repository's root is looked at, folders included. */
export function faultsOfPath(relativePath) {
  return relativePath
    .split(/[\\/]/)
    .map(stemOf)
    .filter((stem) => stem !== '')
    .flatMap((stem) => {
      if (EMPTY_NAMES.has(stem)) return [`"${stem}" says nothing: name it after what it is for`];
      return KEBAB.test(stem) ? [] : [`"${stem}" is not kebab-case`];
    });
}

export const fileNameRule = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Program(node) {
      const path = context.filename.slice(context.cwd.length + 1);
      for (const message of faultsOfPath(path)) context.report({ node, message });
    },
  }),
};
