import Type, { type Static } from 'typebox';
import { BootId, Words } from './fields.ts';
import { payloadReader } from './payload.ts';

/** Said once after each connection. A changed interval is a wish: the operator's limits win. */
export const Birth = Type.Object({
  bootId: BootId,
  firmware: Type.Optional(Words(64)),
  /** Of the settings it runs, as whoever sent them called it. */
  configVersion: Type.Optional(Words(64)),
  hardware: Type.Optional(Words(64)),
  model: Type.Optional(Words(64)),
  intervalSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
});
export type Birth = Static<typeof Birth>;

export const readBirth = payloadReader(Birth);
