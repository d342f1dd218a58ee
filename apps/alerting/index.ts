/**
 * The engine: turns recorded changes into incidents, incidents into messages, and sends them. Knows no device protocol
 * and no screen; meets the doors and the API in PostgreSQL only. The only room that speaks to channels.
 */
export { AlertingModule } from './alerting.module.ts';
export { channelsHere } from './channels.ts';
export { Engine, STEPS, type StepName } from './engine.ts';
export { Sender } from './sending/sender.ts';
export { EsmsChannel } from './sms/esms.ts';
export { ZaloHere } from './zalo/zalo-here.ts';
export { AcknowledgeLinks } from './sending/acknowledge-links.ts';
export type { ChannelPlugin, Outgoing } from './sending/channel.ts';
export { fallBackDue } from './steps/fall-back.ts';
