// The walls between rooms, as docs/architecture.md draws them. Each rule's comment is what the check prints.
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const SPEC = '\\.spec\\.ts$';
const PRODUCT = '^(apps|libs)/';

const rooms = [
  forbid(
    'domain-imports-nothing',
    'libs/domain is pure: it imports nothing, not even node:*, but where the sun stands (ADR 32).',
    { path: '^libs/domain/', pathNot: SPEC },
    { pathNot: '^(libs/domain/|node_modules/suncalc/)' },
  ),
  forbid(
    'runtime-knows-no-room',
    'libs/runtime is about processes; it knows no other room.',
    { path: '^libs/runtime/' },
    { path: '^(apps|libs/(?!runtime/))' },
  ),
  forbid(
    'contracts-know-only-domain',
    'What crosses a wire may speak of the domain and of nothing else of ours.',
    { path: '^libs/contracts/' },
    { path: '^(apps|libs/(?!contracts/|domain/))' },
  ),
  forbid(
    'database-knows-only-domain',
    'libs/database returns domain types and knows no door, no screen and no process.',
    { path: '^libs/database/' },
    { path: '^(apps|libs/(?!database/|domain/))' },
  ),
  forbid(
    'client-knows-no-room',
    'libs/client is published: it knows the API by its document alone.',
    { path: '^libs/client/' },
    { path: '^(apps|libs/(?!client/))' },
  ),
  forbid('libs-never-import-apps', 'Apps import libs, never the other way.', { path: '^libs/' }, { path: '^apps/' }),
  forbid(
    'apps-never-import-apps',
    'Apps meet in PostgreSQL only. Standalone alone puts them into one process.',
    { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  forbid(
    'web-imports-only-contracts',
    'The web build knows the server by its wire contracts and the client made of them. What is typed from a sticker is checked where there is no network, by the one file that knows how.',
    { path: '^apps/web/' },
    { path: PRODUCT, pathNot: ['^apps/web/', '^libs/(contracts|client)/', '^libs/domain/sticker-code\\.ts$'] },
  ),
  forbid(
    'web-imports-contracts-as-types',
    'Contracts are types to the browser; a value import would ship server code.',
    { path: '^apps/web/' },
    { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
  ),
  forbid(
    'no-deep-import-into-a-room',
    'Another room is entered by its alias (#libs/…, #apps/…), that is by its index.ts.',
    { path: '^((?:apps|libs)/[^/]+)/' },
    { path: PRODUCT, pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import'] },
  ),
  forbid(
    'no-deep-import-from-tests',
    'Tests outside the rooms enter by the alias too; what cannot be tested so is tested beside its file.',
    { path: '^test/' },
    { path: PRODUCT, dependencyTypesNot: ['aliased-subpath-import'] },
  ),
  forbid(
    'product-never-imports-tests',
    'Nothing that ships may need test/ or scripts/.',
    { path: PRODUCT, pathNot: SPEC },
    { path: '^(test|scripts)/' },
  ),
];

const packages = [
  forbid(
    'sql-only-in-database',
    'typeorm and pg live in libs/database alone; others call stores.',
    { path: PRODUCT, pathNot: '^libs/database/' },
    { path: npm('typeorm', 'pg', 'pg-copy-streams', '@nestjs/typeorm') },
  ),
  forbid(
    'aedes-only-in-broker',
    'The embedded MQTT broker is a detail of apps/broker.',
    { path: PRODUCT, pathNot: '^apps/broker/' },
    { path: npm('aedes', 'aedes-persistence', 'mqtt-packet') },
  ),
  forbid(
    'mqtt-only-in-doors',
    'MQTT clients belong to the broker (external mode), the poller (edge) and the simulator.',
    { path: PRODUCT, pathNot: ['^apps/(broker|poller|simulator)/', SPEC] },
    { path: npm('mqtt') },
  ),
  forbid(
    'soap-only-in-poller',
    'SOAP and ONVIF stay in apps/poller; the simulator answers them as a server.',
    { path: PRODUCT, pathNot: ['^apps/(poller|simulator)/'] },
    { path: npm('fast-xml-parser', 'node-onvif', 'onvif') },
  ),
  forbid(
    'channels-only-in-alerting',
    'Only apps/alerting talks to people: mail, webhooks. (A spec may check a signature against the published library.)',
    { path: PRODUCT, pathNot: ['^apps/alerting/', SPEC] },
    { path: npm('nodemailer', 'standardwebhooks') },
  ),
  forbid(
    'screens-only-in-web',
    'React and its friends are for apps/web.',
    { path: PRODUCT, pathNot: '^apps/web/' },
    { path: npm('react', 'react-dom', 'react-router', '@mantine', '@tanstack', 'maplibre-gl', 'vite') },
  ),
  forbid(
    'no-dev-dependency-in-product',
    'What ships may need only `dependencies`; the web is bundled, so it may.',
    { path: PRODUCT, pathNot: [SPEC, '^apps/web/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
];

const hygiene = [
  forbid(
    'no-circular',
    'A cycle means two files are one thought: merge them or name the third.',
    {},
    { circular: true },
  ),
  forbid(
    'not-to-unresolvable',
    'This import leads nowhere (a deep import into a room does not resolve either).',
    {},
    { couldNotResolve: true },
  ),
  forbid(
    'no-undeclared-package',
    'Every package used is listed in package.json.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...rooms, ...packages, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'require', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
