import { type Answer, type Ask, type Json, objectIn, readObject, refused, success, textIn, textsIn } from './wire.ts';
import type { Asset, ZaloWorld } from './world.ts';

const LONGEST_TEXT = 2_000;
const ATTACHMENT_LIFE = 7 * 86_400_000;
const PREFIX = '/v3.0/oa/group/';

/** Groups that the OA owns: `/v3.0/oa/group/…` and their assets. Null: no such call. */
export function answerGroups(world: ZaloWorld, { method, path, query, body }: Ask): Answer | null {
  const given = readObject(body) ?? {};
  if (method === 'POST' && path === '/v3.0/oa/quota/group') return success(assetsOf(world, given));
  if (!path.startsWith(PREFIX)) return null;
  switch (`${method} ${path.slice(PREFIX.length)}`) {
    case 'POST message':
      return send(world, given, path);
    case 'POST creategroupwithoa':
      return create(world, given);
    case 'GET getgroupsofoa':
      return success(pageOfGroups(world, query));
    case 'GET listmember':
      return members(world, query);
    case 'POST invite':
      return change(world, given, (group, ids) => ids.forEach((id) => group.members.add(id)));
    case 'POST removemembers':
      return change(world, given, (group, ids) => ids.forEach((id) => group.members.delete(id)));
    case 'POST delete':
      return change(world, given, (group) => world.groups.delete(group.id));
    default:
      return refused(-201, 'Unknown method');
  }
}

const isExpired = (world: ZaloWorld, asset: Asset | undefined): boolean =>
  asset === undefined || asset.status === 'disabled' || asset.validUntil <= world.now();

function send(world: ZaloWorld, given: Json, path: string): Answer {
  const groupId = textIn(objectIn(given, 'recipient'), 'group_id');
  const group = world.groups.get(groupId);
  if (groupId === '') return refused(-201, 'recipient.group_id is invalid');
  if (!group) return refused(-403, 'OA is not a member of the group');
  if (isExpired(world, world.assets.get(group.assetId))) return refused(-237, 'GMF group has expired');
  const message = objectIn(given, 'message');
  const problem = problemOf(world, message);
  if (problem) return problem;
  const sent = world.accept({
    ...{ route: 'gmf', to: groupId, text: textIn(message, 'text'), trackingId: null, template: null, path },
  });
  return success({ message_id: sent.messageId, group_id: groupId, sent_time: String(sent.at) });
}

/** Shared by group and consultation messages. Text is counted as received: decomposed marks count. */
export function problemOf(world: ZaloWorld, message: Json): Answer | null {
  const text = textIn(message, 'text');
  const attachment = objectIn(message, 'attachment');
  if (text.length > LONGEST_TEXT) return refused(-210, 'message.text exceeds the maximum length');
  if (Object.keys(attachment).length === 0) return text === '' ? refused(-201, 'message.text is empty') : null;
  if (attachment['type'] === 'image') return refused(-214, 'attachment.type is invalid');
  const payload = objectIn(attachment, 'payload');
  const elements = payload['elements'];
  const first = Array.isArray(elements) ? (elements[0] as Json | undefined) : undefined;
  const id = textIn(payload, 'token') || textIn(first ?? {}, 'attachment_id');
  const uploadedAt = world.attachments.get(id);
  const isStale = uploadedAt === undefined || uploadedAt + ATTACHMENT_LIFE < world.now();
  return isStale ? refused(-100, 'attachment_id is expired') : null;
}

function create(world: ZaloWorld, given: Json): Answer {
  const asset = world.assets.get(textIn(given, 'asset_id'));
  const ids = textsIn(given, 'member_user_ids');
  const name = textIn(given, 'group_name');
  if (asset === undefined || isExpired(world, asset)) return refused(-241, 'asset is disabled');
  if (asset.status === 'used') return refused(-238, 'asset is already used');
  if (name === '') return refused(-201, 'group_name is invalid');
  if (ids.length < 1 || ids.length > 99) return refused(-201, 'member_user_ids must have 1 to 99 items');
  if (!ids.some((id) => world.people.get(id)?.isAdmin))
    return refused(-201, 'member_user_ids needs an admin of the OA');
  const group = world.addGroup(name, asset);
  ids.forEach((id) => group.members.add(id));
  return success({ group_id: group.id, group_link: group.link, status: 'enabled' });
}

function assetsOf(world: ZaloWorld, given: Json): Json[] {
  const wanted = textIn(given, 'product_type');
  return [...world.assets.values()]
    .filter(({ productType }) => wanted === '' || productType === wanted)
    .map(({ id, productType, status, usedBy, validUntil }) => ({
      ...{ asset_id: id, product_type: productType, quota_type: 'sub_quota', status },
      ...(usedBy !== null && { used_id: usedBy }),
      valid_through: new Date(validUntil).toISOString().slice(0, 10),
    }));
}

function pageOfGroups(world: ZaloWorld, query: URLSearchParams): Json {
  const [offset, count] = [Number(query.get('offset') ?? 0), Number(query.get('count') ?? 5)];
  const groups = [...world.groups.values()].map(({ id, name, link }) => ({ group_id: id, name, group_link: link }));
  return { groups: groups.slice(offset, offset + count), total: groups.length, offset, count };
}

function members(world: ZaloWorld, query: URLSearchParams): Answer {
  const group = world.groups.get(query.get('group_id') ?? '');
  if (!group) return refused(-403, 'OA is not a member of the group');
  const list = [...group.members].map((id) => ({ user_id: id, name: world.people.get(id)?.name ?? '', avatar: '' }));
  return success({ offset: 0, count: list.length, total: list.length, member_count: list.length, members: list });
}

function change(
  world: ZaloWorld,
  given: Json,
  apply: (group: { readonly id: string; readonly members: Set<string> }, ids: string[]) => unknown,
): Answer {
  const group = world.groups.get(textIn(given, 'group_id'));
  if (!group) return refused(-403, 'OA is not a member of the group');
  apply(group, textsIn(given, 'member_user_ids'));
  return success({ group_id: group.id });
}
