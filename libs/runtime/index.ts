// How a process lives: configuration, log, clock, loops, health, metrics, secrets, outbound addresses, shutdown.
// This room must not know what a device, an incident or a table is: it imports no other room.
export { type Clock, SystemClock, VirtualClock } from './clock.ts';
export { ClockSteps } from './clock-steps.ts';
export { DatabaseClock } from './database-clock.ts';
export { type Loop, type LoopHandle, LoopRegistry } from './loop-registry.ts';
export { type Config, ConfigError, loadConfig, requireDatabaseUrl } from './config.ts';
export { ENVIRONMENT } from './environment.ts';
export { createLogger, type Logger } from './logger.ts';
export { asNestLogger } from './nest-logger.ts';
export { Metrics } from './metrics.ts';
export { DiskWatch, type Disk } from './disk-watch.ts';
export { type Notice, Notices } from './notices.ts';
export { Readiness, type ReadinessReport } from './readiness.ts';
export { isOpeningKey, newOpeningKey, openSealedFor, type OpeningKey, sealFor } from './sealed-for.ts';
export { SecretBox, type Sealed, type StoredHash } from './secret-box.ts';
export { loadSecretKeys } from './secret-keys.ts';
export { AddressPolicy, type AddressPurpose, type AddressVerdict } from './address-policy.ts';
export { AddressRefused, guardedAgent, guardedConnector, guardedLookup } from './guarded-connect.ts';
export { StallMonitor } from './stall-monitor.ts';
export { onStopSignals } from './shutdown.ts';
export { StartError, explainListenError } from './start-error.ts';
export { CLOCK, CONFIG, LOGGER, RuntimeModule, type RuntimeOptions } from './runtime.module.ts';
export { type ProcessContext, runProcess } from './run-process.ts';
export { type ApplicationParts, type StartedApplication, startServer, startWorker } from './start-application.ts';
