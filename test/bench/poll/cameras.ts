// The cameras: a process of its own, whose CPU is nobody's figure.
import { CameraServer, SimulatedCamera, WIRE_BEHAVIOURS } from '#apps/simulator';
import { answerParent } from '../child.ts';
import { addressOf, CREDENTIAL, deathOf, isNasty } from './addresses.ts';

/**
 * Two questions are a visit, and then the camera closes the connection: whatever a client would like to keep, each
 * visit of each client is one new connection.
 */
const ANSWERS_A_CONNECTION = 2;

const server = new CameraServer({ now: () => Date.now() }, 0, ANSWERS_A_CONNECTION);
const cameras: SimulatedCamera[] = [];
const NASTY = WIRE_BEHAVIOURS.filter((wire) => wire !== 'normal');

answerParent({
  open: async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const camera = new SimulatedCamera({ address: addressOf(index), ...CREDENTIAL });
      cameras.push(camera);
      await server.add(camera);
    }
    return server.port;
  },
  die: async (dead: boolean) => {
    for (const [index, camera] of cameras.entries()) {
      const wire = (dead && deathOf(index)) || 'normal';
      if (camera.faults.wire !== wire) await server.setWire(camera, wire);
    }
  },
  /** Every second camera misbehaves, as many in each way. */
  turnNasty: async () => {
    for (const [index, camera] of cameras.entries())
      if (isNasty(index)) await server.setWire(camera, NASTY[Math.floor(index / 2) % NASTY.length]!);
  },
  /** Connections since it was asked last. */
  connections: () => {
    const made = cameras.reduce((sum, camera) => sum + camera.connections, 0);
    for (const camera of cameras) camera.connections = 0;
    return made;
  },
});
