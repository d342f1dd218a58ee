// `npm run openapi`: writes libs/client/schema.ts from the API itself, and the document (not kept in the repository) beside it. `--check`: says what is missing in the
// document or differs from what is written (a step of `npm run check`).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildServer } from './run/build.mjs';
import { root } from './run/place.mjs';

const FILES = { document: join(root, 'libs/client/openapi.json'), types: join(root, 'libs/client/schema.ts') };
const HEAD = '// Written by `npm run openapi` from the API itself; do not edit.\n';

await buildServer();
const { describeApi } = await import(join(root, 'dist/apps/api/index.js'));
const { document, faults } = await describeApi();
const text = `${JSON.stringify(document, null, 1)}\n`;
const types = HEAD + astToString(await openapiTS(withoutRefusals(JSON.parse(text))));

if (process.argv.includes('--check')) {
  if (readFileSync(FILES.types, 'utf8') !== types)
    faults.push('libs/client/schema.ts is not what the API is: npm run openapi');
} else {
  writeFileSync(FILES.document, text);
  writeFileSync(FILES.types, types);
}
/** For types every refusal has one shape; what the codes of a call are stands in the document. */
function withoutRefusals(document) {
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    const answers = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
    for (const parameter of operation.parameters ?? []) delete parameter.example;
    operation.responses = { ...Object.fromEntries(answers), default: { $ref: '#/components/responses/Refusal' } };
  }
  const schema = { $ref: '#/components/schemas/ErrorAnswer' };
  document.components.responses = { Refusal: { description: '', content: { 'application/json': { schema } } } };
  return document;
}

for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);
