/**
 * The REST API as a typed client: paths, parameters, bodies and answers come from the OpenAPI document (`schema.ts`,
 * written by `npm run openapi`). Works in browsers and Node; knows no other room.
 */
export { type CanhThon, canhThon, type Credentials, type Schemas } from './canh-thon.ts';
export { CanhThonError, take } from './take.ts';
export type { operations, paths } from './schema.ts';
