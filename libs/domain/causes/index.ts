/** What explains the silence of many devices at once: a power cut, an uplink, a carrier, ourselves. */
export * from './carrier.ts';
export * from './cause-reasons.ts';
export * from './climbing.ts';
export * from './ending.ts';
export * from './power-cut.ts';
export * from './self.ts';
export * from './uplink.ts';
export * from './watched-device.ts';
