import Type, { type Static } from 'typebox';
import { Words } from './fields.ts';
import { payloadReader } from './payload.ts';

export const CommandAck = Type.Object({
  commandId: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }),
  result: Type.Union([Type.Literal('done'), Type.Literal('refused'), Type.Literal('failed')]),
  detail: Type.Optional(Words(500)),
});
export type CommandAck = Static<typeof CommandAck>;

export const readCommandAck = payloadReader(CommandAck);
