// The cameras: a process of its own, whose CPU is nobody's figure.
import { CameraServer, SimulatedCamera } from '#apps/simulator';
import { answerParent } from '../child.ts';
import { addressOf, CREDENTIAL, deathOf } from './addresses.ts';

const server = new CameraServer({ now: () => Date.now() });
const cameras: SimulatedCamera[] = [];

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
});
