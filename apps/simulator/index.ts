/**
 * The simulator: devices that behave like the real ones and use the same doors (MQTT, ONVIF). It must not know the
 * product's database or code paths: only what crosses a wire.
 */
export * from './cameras/index.ts';
