/**
 * What crosses a wire: MQTT payloads, REST shapes, live events, the error catalogue. Knows no database, no process
 * and no framework; imports domain only.
 */
// The decorators of the REST shapes look for it while they are evaluated.
import 'reflect-metadata';

export * from './mqtt/index.ts';
export * from './rest/index.ts';
