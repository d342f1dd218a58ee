import { type Answer, type Ask, objectIn, readObject, refused, success, textIn } from './wire.ts';
import { problemOf } from './gmf.ts';
import type { ZaloWorld } from './world.ts';

const HOUR = 3_600_000;
const FREE_FOR = 48 * HOUR;
const WINDOW = 7 * 24 * HOUR;
const V3 = '/v3.0/oa/message/cs';
const V2 = '/v2.0/oa/message';

/** Answers to people who wrote to the OA in the last seven days. A state agency's go by v2 only. Null: no such call. */
export function answerConsultation(world: ZaloWorld, { method, path, body }: Ask): Answer | null {
  if (method !== 'POST' || (path !== V3 && path !== V2)) return null;
  const isStateAgency = world.oaType === 4;
  if (path === V3 && isStateAgency) return refused(-235, 'This OA type does not support this API');
  if (path === V2 && !isStateAgency) return refused(-240, 'MessageV2 API is closed, use v3');
  const given = readObject(body);
  const userId = textIn(objectIn(given, 'recipient'), 'user_id');
  const person = world.people.get(userId);
  if (!person) return refused(-201, 'recipient.user_id is invalid');
  if (!person.follows) return refused(-213, 'User has not followed the OA');
  const message = objectIn(given, 'message');
  const problem = problemOf(world, message);
  if (problem) return problem;
  const since = person.interactedAt === null ? Infinity : world.now() - person.interactedAt;
  if (since > WINDOW) return refused(-230, 'User has not interacted with the OA in the past 7 days');
  const text = textIn(message, 'text');
  const sent = world.accept({ route: 'cs', to: userId, text, trackingId: null, template: null, path });
  return success({
    ...{ message_id: sent.messageId, user_id: userId, sent_time: String(sent.at) },
    quota: { quota_type: since <= FREE_FOR ? 'reply' : 'purchase_quota' },
  });
}
