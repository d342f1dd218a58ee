import type { Grant, Language } from '#libs/domain';
import type { GrantRow } from '#libs/database';

/** Who sent a request: a signed-in person, or a program with an API key. */
export interface Caller {
  readonly kind: 'user' | 'api_key';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: Language;
  readonly grants: readonly (Grant & GrantRow)[];
  /** Of a person. */
  readonly sessionId: string | null;
}
