/**
 * The ONVIF door: visits cameras and writes down what it found. It decides nothing about health or incidents, and it
 * must not know MQTT devices, people or messages.
 */
export { PollerModule } from './poller.module.ts';
export { PROBE_DEADLINE } from './polling/visits.ts';
export { discoverCameras } from './discovery/discover-cameras.ts';
export { identifyCamera } from './discovery/identify-camera.ts';
export { measureJpeg } from './deep/measure-jpeg.ts';
export { probeCamera, type CameraCredential, type ProbeOutcome, type ProbeRequest } from './onvif/index.ts';
export { EdgeModule } from './edge/edge.module.ts';
export { enrol } from './edge/enrol.ts';
export type { AgentState } from './edge/agent-state.ts';
export { Findings, type LoginRight, Logins } from './polling/ports.ts';
export { Visits } from './polling/visits.ts';
export { watch } from './polling/watched-camera.ts';
