import type { Channel, EpochMs, TargetId, UnitId, ZaloChat, ZaloSpace } from '#libs/domain';
import { ZALO_ANSWERS } from '#libs/domain';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';
import { type ChatMemory, rememberWrongCode } from './chat-memory.ts';
import { answerInChat } from './zalo-answers.ts';

/** How a target of each space is told, and what its address is called there. */
export const CHANNEL_OF_SPACE = {
  zalo_group: { channel: 'zalo_gmf', field: 'groupId' },
  zalo_bot: { channel: 'zalo_bot', field: 'chatId' },
  zalo_user: { channel: 'zalo_template', field: 'userId' },
} as const satisfies Readonly<Record<ZaloSpace, { readonly channel: Channel; readonly field: string }>>;

interface Link {
  readonly id: string;
  readonly unitId: UnitId;
  readonly targetId: TargetId | null;
  readonly name: string;
  readonly audience: string;
}

/** Somebody typed a code: this chat becomes the address of its target. `hashes`: the code under every key. Says what came of it. */
export async function linkChat(
  tx: Sql,
  chat: ZaloChat,
  hashes: readonly string[],
  memory: ChatMemory,
  now: EpochMs,
): Promise<string> {
  // Silence: whoever guesses learns nothing more.
  if (!memory.mayTryCode) return 'too_many_codes';
  const [link] = await tx.query<Link>(
    `SELECT id, unit_id AS "unitId", target_id AS "targetId", name, audience FROM zalo_link
     WHERE code_hash = ANY($1) AND used_at IS NULL AND expires_at > $2 FOR UPDATE`,
    [hashes, new Date(now)],
  );
  if (!link) {
    await rememberWrongCode(tx, chat, now);
    await answerInChat(tx, chat, ZALO_ANSWERS.wrongCode.vi, now);
    return 'wrong_code';
  }
  const targetId = await targetFor(tx, link, chat, now);
  await tx.query('UPDATE zalo_link SET used_at = $2, target_id = $3 WHERE id = $1', [link.id, new Date(now), targetId]);
  const record = { action: 'target.linked', objectKind: 'target', objectId: targetId, unitId: link.unitId };
  await recordAudit(tx, { kind: 'channel', id: targetId }, record, now);
  await answerInChat(tx, chat, ZALO_ANSWERS.linked.vi(link.name), now);
  return 'linked';
}

/** The one that was named, one of the unit that is told here already, or a new one. */
async function targetFor(tx: Sql, link: Link, chat: ZaloChat, now: EpochMs): Promise<TargetId> {
  const { channel, field } = CHANNEL_OF_SPACE[chat.space];
  const address = JSON.stringify({ [field]: chat.id });
  // Whatever it was told by before is forgotten.
  await tx.query(
    `UPDATE contact SET name = NULL, email = NULL, phone = NULL, erased_at = $2
     WHERE id = (SELECT contact_id FROM target WHERE id = $1)`,
    [link.targetId, new Date(now)],
  );
  const [known] = await tx.query<{ id: TargetId }>(
    `UPDATE target SET channel = $3, address = $4, contact_id = NULL, secret_ciphertext = NULL,
       secret_key_id = NULL, enabled = true, unusable_reason = NULL,
       unusable_since = NULL, failing_since = NULL, version = version + 1, updated_at = $5
     WHERE id = (SELECT id FROM target WHERE removed_at IS NULL AND CASE WHEN $1::uuid IS NULL
         THEN unit_id = $2 AND channel = $3 AND address = $4::jsonb ELSE id = $1 END
       ORDER BY id LIMIT 1) RETURNING id`,
    [link.targetId, link.unitId, channel, address, new Date(now)],
  );
  if (known) return known.id;
  const id = newId<TargetId>(now);
  await tx.query(
    `INSERT INTO target (id, unit_id, channel, audience, name, address, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, link.unitId, channel, link.audience, link.name, address, new Date(now)],
  );
  return id;
}
