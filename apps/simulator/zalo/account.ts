import { type Answer, type Ask, readObject, refused, success, textIn } from './wire.ts';
import type { ZaloWorld } from './world.ts';

/** Who the OA is and who wrote to it; uploads. Null: no such call. */
export function answerAccount(world: ZaloWorld, { method, path, query, body }: Ask): Answer | null {
  if (method === 'GET' && path === '/v2.0/oa/getoa') return success(accountOf(world));
  if (method === 'GET' && path === '/v3.0/oa/user/detail') return person(world, query.get('data') ?? '{}');
  if (method === 'POST' && path === '/v3.0/oa/quota/message')
    return interaction(world, textIn(readObject(body) ?? {}, 'user_id'));
  if (method === 'POST' && path.startsWith('/v2.0/oa/upload/')) return upload(world, path);
  return null;
}

const accountOf = ({ settings, oaType }: ZaloWorld) => ({
  ...{ oa_id: settings.oaId, name: 'Canh thôn (tài khoản thử)', is_verified: true, oa_type: oaType },
  ...{ package_name: 'Tăng trưởng', package_valid_through_date: '31/12/2027', linked_ZCA: 'ZBS thử' },
});

function person(world: ZaloWorld, data: string): Answer {
  const found = world.people.get(textIn(readObject(Buffer.from(data)) ?? {}, 'user_id'));
  if (!found) return refused(-201, 'user_id is invalid');
  return success({ user_id: found.id, display_name: found.name, user_is_follower: found.follows });
}

function interaction(world: ZaloWorld, id: string): Answer {
  const found = world.people.get(id);
  if (!found) return refused(-201, 'user_id is invalid');
  return success({ last_interaction: found.interactedAt === null ? '' : String(found.interactedAt) });
}

function upload(world: ZaloWorld, path: string): Answer {
  const id = world.newId();
  world.attachments.set(id, world.now());
  return success(path.endsWith('/file') ? { token: id } : { attachment_id: id });
}
