import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantTree } from './planted-tree.ts';

const execute = promisify(execFile);
const INNOCENT: Readonly<Record<string, string>> = {
  'libs/domain/index.ts': 'export const health = 1;\n',
  'libs/domain/deep.ts': 'export const inside = 1;\n',
  'libs/contracts/index.ts': "import { health } from '#libs/domain';\nexport const wire = health;\n",
  'libs/database/index.ts': "import { health } from '#libs/domain';\nimport 'typeorm';\nexport const rows = health;\n",
  'libs/runtime/index.ts': 'export const clock = 1;\n',
  'apps/api/index.ts': "import { rows } from '#libs/database';\nexport const api = rows;\n",
  'apps/api/other-half.ts': "import './one.ts';\n",
  'apps/broker/index.ts': "import 'aedes';\nexport const broker = 1;\n",
  'apps/standalone/index.ts': "import { api } from '#apps/api';\nexport const everything = api;\n",
  'test/harness.ts': "import { api } from '#apps/api';\nexport const started = api;\n",
};

/** One planted file per rule: [rule, file, its text]. */
const PLANTED: readonly (readonly [string, string, string])[] = [
  ['domain-imports-nothing', 'libs/domain/reads-disk.ts', "import 'node:fs';\n"],
  ['runtime-knows-no-room', 'libs/runtime/knows.ts', "import '#libs/domain';\n"],
  ['contracts-know-only-domain', 'libs/contracts/knows.ts', "import '#libs/runtime';\n"],
  ['database-knows-only-domain', 'libs/database/knows.ts', "import '#libs/contracts';\n"],
  ['libs-never-import-apps', 'libs/database/calls-app.ts', "import '#apps/api';\n"],
  ['apps-never-import-apps', 'apps/poller/calls-api.ts', "import '#apps/api';\n"],
  ['web-imports-only-contracts', 'apps/web/peeks.ts', "import '#libs/domain';\n"],
  ['web-imports-contracts-as-types', 'apps/web/ships-server.ts', "import '#libs/contracts';\n"],
  ['no-deep-import-into-a-room', 'apps/api/goes-deep.ts', "import '../../libs/domain/deep.ts';\n"],
  ['no-deep-import-from-tests', 'test/goes-deep.ts', "import '../libs/domain/deep.ts';\n"],
  ['product-never-imports-tests', 'apps/api/needs-tests.ts', "import '../../test/harness.ts';\n"],
  ['sql-only-in-database', 'apps/api/writes-sql.ts', "import 'pg';\n"],
  ['sql-only-in-database', 'apps/alerting/has-repository.ts', "import '@nestjs/typeorm';\n"],
  ['aedes-only-in-broker', 'apps/poller/brokers.ts', "import 'aedes';\n"],
  ['mqtt-only-in-doors', 'apps/api/publishes.ts', "import 'mqtt';\n"],
  ['soap-only-in-poller', 'apps/api/probes.ts', "import 'node-onvif';\n"],
  ['channels-only-in-alerting', 'apps/poller/mails.ts', "import 'nodemailer';\n"],
  ['screens-only-in-web', 'apps/api/renders.ts', "import 'react';\n"],
  ['no-dev-dependency-in-product', 'apps/api/needs-dev.ts', "import 'yaml';\n"],
  ['no-circular', 'apps/api/one.ts', "import './other-half.ts';\n"],
  ['not-to-unresolvable', 'apps/api/alias-deep.ts', "import '#libs/domain/deep.ts';\n"],
  ['no-undeclared-package', 'apps/api/undeclared.ts', "import 'pg-pool';\n"],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

async function cruise(path: string): Promise<readonly Violation[]> {
  const parameters = [
    'node_modules/.bin/depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'apps',
    'libs',
    'test',
  ];
  const { stdout } = await execute('node', parameters, { cwd: path, maxBuffer: 64 << 20 });
  const result = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  return result.summary.violations;
}

describe('the walls between rooms', () => {
  let violations: readonly Violation[];
  let remove: () => void;

  beforeAll(async () => {
    const tree = plantTree({ ...INNOCENT, ...Object.fromEntries(PLANTED.map(([, file, text]) => [file, text])) });
    remove = tree.remove;
    violations = await cruise(tree.path);
  }, 60_000);
  afterAll(() => remove());

  it.each(PLANTED)('%s is reported for %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name)).toContain(rule);
  });

  it('leaves innocent files alone', () => {
    expect(violations.filter(({ from }) => from in INNOCENT)).toEqual([]);
  });
});
