import type { Request } from 'express';
import type { Manager } from '#libs/database';
import type { Language } from '#libs/domain';
import type { Caller } from '../auth/caller.ts';

/** What our middleware and guard hang on a request. */
export interface ApiRequest extends Request {
  requestId: string;
  language: Language;
  /** The bytes of a file that was sent. */
  upload?: Buffer;
  /** Set by the guard for everything that is not public. */
  caller?: Caller;
  /** Who acts, and where he has the right this route needs. */
  access?: Manager;
}
