import { Injectable } from '@nestjs/common';
import type { Connectivity, DeviceKind, DeviceNo, EpochMs, Lifecycle, UnitId } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed';
  readonly progress: number;
  readonly result: unknown;
  readonly errorCode: string | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** Long work as people see it: asked for, then looked at until it is over. */
@Injectable()
export class OperationRequestStore {
  constructor(private readonly database: Database) {}

  async ask(
    { actor, scope }: Access,
    work: {
      readonly id: string;
      readonly kind: string;
      readonly unitId: string;
      readonly request: object;
      /** What it works on, when that is too long for a request. */
      readonly file?: Buffer;
      /** The edge agent whose work it is; it has to be heard just now. */
      readonly agentId?: string | undefined;
    },
    now: EpochMs,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, work.unitId);
      const agentNo = work.agentId === undefined ? null : await requireAgent(tx, scope, work.agentId);
      await insertOperation(tx, { ...work, unitId, requestedBy: actor.id, agentNo }, now);
      if (work.file) {
        await tx.query(
          `INSERT INTO operation_file (operation_id, position, name, content, created_at) VALUES ($1, 0, '', $2, $3)`,
          [work.id, work.file, new Date(now)],
        );
      }
      const record = { action: `operation.${work.kind}`, objectKind: 'operation', objectId: work.id, unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  /** `scopes`: where the caller may see operations of which kinds. */
  async get(
    scopes: readonly { readonly scope: Scope; readonly kinds: readonly string[] }[],
    id: string,
  ): Promise<OperationRow> {
    const { bind, values } = new Parameters();
    const seen = scopes.map(
      ({ scope, kinds }) => `(o.kind = ANY(${bind(kinds)}) AND ${inScope('o.unit_id', bind(scope))})`,
    );
    const [row] = await this.database.query<OperationRow>(
      `SELECT o.id, o.kind, o.state, o.progress, o.result, o.error_code AS "errorCode",
         ${epoch('o.created_at')} AS "createdAt", ${epoch('o.updated_at')} AS "updatedAt"
       FROM operation o WHERE o.id = ${bind(id)} AND (${seen.join(' OR ')})`,
      values,
    );
    return orRefuse(row, 'operation_not_found');
  }
}

/** An agent inside the scope that can be asked now; refuses any other device, and one that is silent. */
async function requireAgent(tx: Sql, scope: Scope, id: string): Promise<DeviceNo> {
  const [row] = await tx.query<{
    deviceNo: DeviceNo;
    kind: DeviceKind;
    lifecycle: Lifecycle;
    connectivity: Connectivity;
  }>(
    `SELECT d.device_no AS "deviceNo", d.kind, d.lifecycle, h.connectivity
     FROM device d JOIN device_health h USING (device_no) WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id],
  );
  const { deviceNo, kind, lifecycle, connectivity } = orRefuse(row, 'device_not_found');
  if (kind !== 'edge_agent' || lifecycle !== 'active') throw new Refusal('not_an_edge_agent');
  if (connectivity === 'offline' || connectivity === 'never_seen') throw new Refusal('agent_silent');
  return deviceNo;
}

/** Puts work into the queue in the transaction that needs it done. */
export async function insertOperation(
  tx: Sql,
  work: {
    readonly id: string;
    readonly kind: string;
    readonly unitId: UnitId;
    readonly requestedBy: string | null;
    readonly request: object;
    /** Null: a worker beside the database does it. */
    readonly agentNo?: DeviceNo | null;
  },
  now: EpochMs,
): Promise<void> {
  const { id, kind, unitId, requestedBy, request, agentNo = null } = work;
  await tx.query(
    `INSERT INTO operation (id, kind, unit_id, requested_by, request, agent_no, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, kind, unitId, requestedBy, JSON.stringify(request), agentNo, new Date(now)],
  );
  await tx.query(`SELECT pg_notify('operation', $1)`, [work.kind]);
}
