/**
 * The simulator: devices that behave like the real ones and use the same doors (MQTT, ONVIF, the REST API). It must
 * not know the product's database or code paths: only what crosses a wire.
 */
export * from './cameras/index.ts';
export { greyPicture } from './cameras/grey-picture.ts';
export { Demo, type DemoSettings, type ReadyLogin } from './demo/demo.ts';
export { type Product, type ProductSettings, startProductProcess } from './demo/product-process.ts';
export { Switchboard } from './faults/switchboard.ts';
export { Fleet, type FleetReport } from './fleet/fleet.ts';
export { SolarLight as FleetLight } from './fleet/solar-light.ts';
export type { RegisteredDevice } from './fleet/registered-device.ts';
export * from './lights/index.ts';
export { Random, shareOf } from './random.ts';
export * from './push/index.ts';
export * from './sms/index.ts';
export * from './zalo/index.ts';
