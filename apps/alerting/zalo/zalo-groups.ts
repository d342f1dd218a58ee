import { addGroupTarget, type ClaimedOperation, type Database, nameOfUnit, OperationStore } from '#libs/database';
import { ZALO_GROUP_KIND, type ZaloGroupRequest, type ZaloGroupResult, zaloText } from '#libs/domain';
import type { Logger } from '#libs/runtime';
import { textIn } from './zalo-http.ts';
import { whyNot, type ZaloOa } from './zalo-oa.ts';

/** Another engine may take an asset between looking and using. */
const ASSETS_TRIED = 3;

const nothing = (reason: string): ZaloGroupResult => ({ groupId: null, groupLink: null, targetId: null, reason });

/** Makes groups that people asked for: an asset that is free, the group, its target. */
export class ZaloGroups {
  readonly #operations: OperationStore;

  constructor(
    private readonly database: Database,
    private readonly oa: ZaloOa,
    private readonly logger: Logger,
  ) {
    this.#operations = new OperationStore(database);
  }

  async run(now: number): Promise<void> {
    const operation = await this.#operations.claim([ZALO_GROUP_KIND], now);
    if (operation === null) return this.#operations.expire([ZALO_GROUP_KIND], now);
    try {
      const result = await this.#make(operation, now);
      await this.#operations.succeed(operation, result, now);
    } catch (error) {
      this.logger.error({ operationId: operation.id, err: error }, 'A Zalo group was not made');
      await this.#operations.fail(operation, 'operation_failed', now);
    }
  }

  async #make(operation: ClaimedOperation, now: number): Promise<ZaloGroupResult> {
    const { unitId, name, memberUserIds } = operation.request as unknown as ZaloGroupRequest;
    const groupName = zaloText(name ?? (await nameOfUnit(this.database, unitId)));
    const assets = await this.oa.freeGroupAssets(now);
    if ('reason' in assets) return nothing(assets.reason);
    for (const assetId of assets.slice(0, ASSETS_TRIED)) {
      const body = { group_name: groupName, asset_id: assetId, member_user_ids: memberUserIds };
      const path = '/v3.0/oa/group/creategroupwithoa';
      const seen = await this.oa.call({ api: 'oa', method: 'POST', path, body }, now);
      if (seen.kind === 'special' && seen.verdict.kind === 'other_asset') continue;
      if (seen.kind !== 'ok') return nothing(whyNot(seen));
      const [groupId, groupLink] = [textIn(seen.data, 'group_id'), textIn(seen.data, 'group_link')];
      if (groupId === null) return nothing('zalo_answer_unreadable');
      const targetId = await addGroupTarget(this.database, { unitId, name, groupId, groupLink }, now);
      return { groupId, groupLink, targetId, reason: null };
    }
    return nothing('zalo_asset_used');
  }
}
