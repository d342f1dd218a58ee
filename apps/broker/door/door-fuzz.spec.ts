import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idOf, openDoor } from './testing/open-door.ts';
import { packet, PINGREQ, PINGRESP } from './testing/packets.ts';
import { RawDevice } from './testing/raw-device.ts';

/** Bytes that look like MQTT: a header with the right length in front of anything. */
const plausible = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 40 }))
  .map(([first, body]) => packet(first, Buffer.from(body)));
const bytes = fc.array(
  fc.oneof(
    plausible,
    fc.uint8Array({ maxLength: 60 }).map((part) => Buffer.from(part)),
  ),
  {
    minLength: 1,
    maxLength: 4,
  },
);

it('[MQTT-19] survives any bytes before and after login, and lets honest devices in', async () => {
  const opened = await openDoor();
  try {
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (parts, loggedIn) => {
        const device = loggedIn ? await opened.login(1) : await RawDevice.open(opened.port);
        device.send(...parts);
        device.socket.end();
        await device.closed;
      }),
      { numRuns: 300 },
    );
    const honest = await opened.login(2);
    honest.send(PINGREQ);
    await honest.until(PINGRESP);
    expect(opened.failures).toEqual([]);
    expect(opened.door.session(idOf(2))).toBeDefined();
  } finally {
    await opened.close();
  }
}, 60_000);
