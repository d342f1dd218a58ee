import Type, { type Static } from 'typebox';
import { BootId } from './fields.ts';
import { payloadReader } from './payload.ts';

/** `online:false` is also the will. A hint, never a verdict. */
export const Status = Type.Object({ online: Type.Boolean(), bootId: BootId });
export type Status = Static<typeof Status>;

export const readStatus = payloadReader(Status);
