/**
 * Simulated ONVIF cameras: real SOAP over real HTTP on loopback addresses, with faults that can be switched at run
 * time. They know nothing of the product: whatever is tested against them goes through the doors a camera has.
 */
export { CameraServer } from './camera-server.ts';
export { DiscoveryResponder, type DiscoveryOptions } from './discovery-responder.ts';
export type { LockoutPolicy } from './login-guard.ts';
export {
  SimulatedCamera,
  type CameraFaults,
  type CameraIdentity,
  type ClockAnswer,
  type LoginMethod,
  type PictureBehaviour,
  type SimulatedCameraOptions,
  type StreamBehaviour,
  WIRE_BEHAVIOURS,
  type WireBehaviour,
} from './simulated-camera.ts';
export {
  drawPicture,
  encodeJpeg,
  type PictureFault,
  type PictureWish,
  Scene,
  type Weather,
  withClock,
} from './pictures/index.ts';
