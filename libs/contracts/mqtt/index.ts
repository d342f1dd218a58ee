/**
 * What devices say over MQTT: topics, payload schemas, and how a payload is read. Knows nothing of brokers, sockets,
 * rows or time. One definition serves the compiled check, the types, the history columns and the device guide.
 */
export * from './birth.ts';
export * from './command.ts';
export * from './command-ack.ts';
export * from './edge-config.ts';
export * from './edge-task.ts';
export * from './heartbeat.ts';
export * from './heartbeat-protobuf.ts';
export * from './observations.ts';
export * from './payload.ts';
export * from './status.ts';
export * from './telemetry.ts';
export * from './topics.ts';
