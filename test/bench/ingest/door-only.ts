// Diagnosis, not a baseline: our door's protocol side alone. Nothing is decoded or stored; "commits" come ten times a second.
import { Door, DOOR_LIMITS, type Intake } from '#apps/broker';
import type { DeviceId, DeviceNo } from '#libs/domain';
import { answerParent, sampleOf } from '../child.ts';

const COMMIT_EVERY_MS = 100;
let handled = 0;
let waiting: (() => void)[] = [];

const intake: Intake = {
  accepting: true,
  message: (_session, _leaf, _payload, committed) => {
    handled += 1;
    if (committed !== null) waiting.push(committed);
  },
  opened: () => undefined,
  subscribed: () => undefined,
  closed: () => undefined,
};

async function listen(): Promise<number> {
  setInterval(() => {
    const committed = waiting;
    waiting = [];
    for (const release of committed) release();
  }, COMMIT_EVERY_MS);
  const door = new Door({
    limits: DOOR_LIMITS,
    lookup: (ids) =>
      Promise.resolve(
        new Map(
          ids.map((id, at) => [
            id,
            { deviceId: id as DeviceId, deviceNo: at as DeviceNo, kind: 'solar_light', secret: null },
          ]),
        ),
      ),
    verify: () => true,
    intake,
    now: () => Date.now(),
    noticed: () => undefined,
    failed: (cause) => console.error(cause),
  });
  await door.start();
  const { port } = await door.listen({ port: 0, host: '127.0.0.1' });
  door.setOpen(true);
  return port;
}

answerParent({ listen, sample: () => sampleOf(handled) });
