/**
 * The MQTT door: devices come in, observations go out as rows. Knows what a message means and nothing of incidents,
 * people or screens; the only room that knows aedes.
 */
export { BrokerModule } from './broker.module.ts';
export { Broker } from './service/broker.ts';
