/**
 * The MQTT door: devices come in, observations go out as rows. Knows what a message means and nothing of incidents,
 * people or screens; the only room that knows aedes.
 */
export { BrokerModule } from './broker.module.ts';
export { Broker } from './service/broker.ts';
export { Door, type DoorParts, type Listening } from './door/door.ts';
export { DOOR_LIMITS, type DoorLimits } from './door/limits.ts';
export { SilenceTable } from './silence/silence-table.ts';
export { DeviceIntake } from './intake/device-intake.ts';
export type { Intake } from './door/intake.ts';
