import {
  type CameraAddress,
  type DeviceId,
  type KnownDevice,
  type KnownSite,
  type NamedUnit,
  type SaidOfDevice,
  GRID_CELL,
} from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import type { SealedPassword } from '../registry/camera-endpoint.ts';
import type { Sql } from '../sql.ts';

/** What is there already, as far as the rows of a list speak of it or stand in its way. */
export interface ImportFacts {
  readonly units: readonly NamedUnit[];
  /** What the scope is called. */
  readonly within: string;
  readonly devices: readonly KnownDevice[];
  readonly sites: readonly KnownSite[];
  /** Sealed; of cameras that have one. */
  readonly passwords: ReadonlyMap<DeviceId, SealedPassword>;
}

interface DeviceFact extends Omit<KnownDevice, 'camera'> {
  readonly camera: (CameraAddress & { readonly username: string | null }) | null;
  readonly ciphertext: Buffer | null;
  readonly keyId: string | null;
}

export async function readImportFacts(
  sql: Sql,
  scope: Scope,
  rows: readonly { readonly said: SaidOfDevice }[],
): Promise<ImportFacts> {
  const of = (field: 'code' | 'siteCode' | 'mac' | 'serial' | 'uplink'): string[] => [
    ...new Set(rows.flatMap(({ said }) => said[field] ?? [])),
  ];
  const units = await readUnits(sql, scope);
  const near = await readNearSites(sql, scope, rows);
  const named = await sql.query<{ id: string }>('SELECT id FROM site WHERE code = ANY($1)', [of('siteCode')]);
  const atSites = [...near, ...named.map(({ id }) => id)];
  const found = await readDevices(sql, scope, {
    codes: [...of('code'), ...of('uplink')],
    macs: of('mac'),
    serials: of('serial'),
    atSites,
  });
  const sites = await readSites(sql, scope, [...new Set([...atSites, ...found.map(({ siteId }) => siteId)])]);
  const passwords = new Map(
    found.flatMap(({ id, ciphertext, keyId }) =>
      ciphertext && keyId !== null ? [[id, { ciphertext, keyId }] as const] : [],
    ),
  );
  const devices = found.map(({ ciphertext: _, keyId: __, ...device }): KnownDevice => device);
  const roots = new Set<string>(scope);
  const within = units.filter(({ id }) => roots.has(id)).map(({ name }) => name);
  return { units, within: within.join(', '), devices, sites, passwords };
}

/** The scope's units, and those above them, by which they are told apart. */
export function readUnits(sql: Sql, scope: Scope): Promise<NamedUnit[]> {
  return sql.query<NamedUnit>(
    `WITH inside AS (SELECT DISTINCT descendant_id AS id FROM unit_closure WHERE ancestor_id = ANY($1::uuid[])),
       above AS (SELECT DISTINCT ancestor_id AS id FROM unit_closure WHERE descendant_id = ANY($1::uuid[]))
     SELECT u.id, u.parent_id AS "parentId", u.code, u.name, u.id IN (SELECT id FROM inside) AS inside,
       coalesce((SELECT json_agg(a.name) FROM unit_alias a WHERE a.unit_id = u.id), '[]') AS aliases,
       coalesce((SELECT json_agg(n.name ORDER BY n.name) FROM unit_succession s JOIN unit n ON n.id = s.new_id
         WHERE s.old_id = u.id), '[]') AS "takenOverBy"
     FROM unit u WHERE u.kind <> 'canary' AND u.id IN (SELECT id FROM inside UNION SELECT id FROM above)
     ORDER BY u.id`,
    [scope],
  );
}

async function readNearSites(
  sql: Sql,
  scope: Scope,
  rows: readonly { readonly said: SaidOfDevice }[],
): Promise<string[]> {
  const placed = rows.flatMap(({ said: { latitude, longitude } }) =>
    latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180
      ? []
      : [[latitude, longitude] as const],
  );
  if (placed.length === 0) return [];
  const found = await sql.query<{ id: string }>(
    `WITH cell AS (
       SELECT DISTINCT floor(p.latitude / ${GRID_CELL})::int + up AS row, floor(p.longitude / ${GRID_CELL})::int + beside AS col
       FROM unnest($2::float8[], $3::float8[]) AS p (latitude, longitude),
         generate_series(-1, 1) up, generate_series(-1, 1) beside)
     SELECT s.id FROM site s JOIN cell
       ON floor(s.latitude / ${GRID_CELL})::int = cell.row AND floor(s.longitude / ${GRID_CELL})::int = cell.col
     WHERE ${inScope('s.unit_id', '$1')}`,
    [scope, placed.map(([latitude]) => latitude), placed.map(([, longitude]) => longitude)],
  );
  return found.map(({ id }) => id);
}

function readDevices(
  sql: Sql,
  scope: Scope,
  by: {
    readonly codes: readonly string[];
    readonly macs: readonly string[];
    readonly serials: readonly string[];
    readonly atSites: readonly string[];
  },
): Promise<DeviceFact[]> {
  return sql.query<DeviceFact>(
    `WITH found AS (
       SELECT id FROM device WHERE code = ANY($2)
       UNION SELECT d.id FROM hardware w JOIN device d ON d.hardware_id = w.id WHERE w.mac = ANY($3) AND w.retired_at IS NULL
       UNION SELECT d.id FROM hardware w JOIN device d ON d.hardware_id = w.id WHERE w.serial = ANY($4) AND w.retired_at IS NULL
       UNION SELECT id FROM device WHERE site_id = ANY($5::uuid[]) AND lifecycle = 'active')
     SELECT d.id, d.code, d.kind, d.name, d.lifecycle, d.site_id AS "siteId", d.unit_id AS "unitId", w.manufacturer,
       w.model, w.serial, w.mac, (SELECT u.code FROM device u WHERE u.id = d.uplink_device_id) AS uplink,
       d.power_source AS "powerSource", d.payer, d.funding, d.interval_seconds AS "intervalSeconds",
       d.offline_after_seconds AS "offlineAfterSeconds", d.version, ${inScope('d.unit_id', '$1')} AS visible,
       CASE WHEN e.device_id IS NOT NULL THEN json_build_object('scheme', e.scheme, 'host', e.host, 'port', e.port,
         'path', e.path, 'username', e.username) END AS camera, e.password_ciphertext AS ciphertext,
       e.password_key_id AS "keyId"
     FROM found JOIN device d USING (id) LEFT JOIN hardware w ON w.id = d.hardware_id
       LEFT JOIN camera_endpoint e ON e.device_id = d.id
     ORDER BY d.id`,
    [scope, by.codes, by.macs, by.serials, by.atSites],
  );
}

function readSites(sql: Sql, scope: Scope, ids: readonly string[]): Promise<KnownSite[]> {
  return sql.query<KnownSite>(
    `SELECT s.id, s.code, s.name, s.landmark, s.latitude, s.longitude, s.unit_id AS "unitId", s.version,
       ${inScope('s.unit_id', '$1')} AS visible
     FROM site s WHERE s.id = ANY($2::uuid[]) ORDER BY s.id`,
    [scope, ids],
  );
}
