import type { Role } from '#libs/domain';
import { ROLES } from '#libs/domain';
import { IsIn, IsISO8601, IsUUID } from 'class-validator';
import { Line } from './text.ts';

export class NewApiKey {
  @Line()
  name: string;

  @IsIn(ROLES)
  role: Role;

  @IsUUID()
  unitId: string;

  @IsISO8601({ strict: true })
  expiresAt: string;
}

export class ApiKeyView {
  id: string;
  name: string;
  /** The beginning of the key, to recognise it. */
  prefix: string;
  role: Role;
  unitId: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

export class CreatedApiKey extends ApiKeyView {
  /** For the header `X-Api-Key`; shown once. */
  key: string;
}
