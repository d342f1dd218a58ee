import type { EpochMs, UnitId } from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

/** The personal part of an address lives in `contact`, where it can be erased; the rest stands in the target. */
export interface AddressParts {
  readonly public: Readonly<Record<string, string>>;
  readonly email: string | null;
  readonly phone: string | null;
}

export async function insertContact(
  sql: Sql,
  unitId: UnitId,
  address: AddressParts,
  now: EpochMs,
): Promise<string | null> {
  if (address.email === null && address.phone === null) return null;
  const id = newId(now);
  await sql.query('INSERT INTO contact (id, unit_id, email, phone, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    unitId,
    address.email,
    address.phone,
    new Date(now),
  ]);
  return id;
}

export async function replaceContact(
  sql: Sql,
  target: { readonly unitId: UnitId; readonly contactId: string | null },
  address: AddressParts,
  now: EpochMs,
): Promise<string | null> {
  await eraseContact(sql, target.contactId, now);
  return insertContact(sql, target.unitId, address, now);
}

export async function eraseContact(sql: Sql, id: string | null, now: EpochMs): Promise<void> {
  await sql.query('UPDATE contact SET name = NULL, email = NULL, phone = NULL, erased_at = $2 WHERE id = $1', [
    id,
    new Date(now),
  ]);
}
