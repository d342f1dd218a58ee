import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from './page.dto.ts';

export class AuditQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsUUID()
  objectId?: string;
}

/** Who did what, newest first. Ids only: names are erased with their people. */
export class AuditEntry {
  id: string;
  at: string;
  actorKind: 'user' | 'api_key' | 'link' | 'channel' | 'system';
  actorId: string | null;
  action: string;
  objectKind: string;
  objectId: string | null;
  unitId: string | null;
  detail: Record<string, unknown>;
}
