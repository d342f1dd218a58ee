/**
 * REST, live updates and the web pages: parses, checks rights, calls stores, answers. Writes only what a person wants;
 * must not know how health is decided, how a device speaks or how a message is sent.
 */
export { ApiModule } from './api.module.ts';
export { configureApi } from './http/configure-api.ts';
export { ensureFirstAdministrator, type FirstAdministrator } from './first-start.ts';
export { describeApi } from './openapi/describe.ts';
export { type Controller, errorCodes } from './openapi/error-codes.ts';
export { NEEDS, type Need } from './auth/rights.ts';
