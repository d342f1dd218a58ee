import { type Answer, type Ask, type Json, objectIn, readObject, refused, success, textIn } from './wire.ts';
import type { Template, ZaloWorld } from './world.ts';

const BY_PHONE = '/message/template';
const BY_USER = '/v3.0/oa/message/template';
const LOCAL_OFFSET = 7 * 3_600_000;
const LONGEST_TRACKING_ID = 48;

/** Hour of the day in Vietnam. */
const hourOf = (now: number): number => new Date(now + LOCAL_OFFSET).getUTCHours();
const isNight = (now: number): boolean => hourOf(now) >= 22 || hourOf(now) < 6;

/** ZBS templates, by phone and by user id, and what can be read about them. Null: no such call. */
export function answerTemplates(world: ZaloWorld, ask: Ask): Answer | null {
  const { method, path, query } = ask;
  if (method === 'POST' && path === BY_PHONE) return byPhone(world, readObject(ask.body) ?? {});
  if (method === 'POST' && path === BY_USER) return byUser(world, readObject(ask.body) ?? {});
  if (method === 'GET' && path === '/template/info/v2') return info(world, query.get('template_id') ?? '');
  if (method === 'GET' && path === '/message/quota') return success(quotaOf(world));
  if (method === 'GET' && path === '/message/status') return status(world, query.get('message_id') ?? '');
  return null;
}

function byPhone(world: ZaloWorld, given: Json): Answer {
  const [phone, tracking] = [textIn(given, 'phone'), textIn(given, 'tracking_id')];
  if (!/^84\d{9,10}$/.test(phone)) return refused(-108, 'Phone number is invalid');
  if (tracking === '' || tracking.length > LONGEST_TRACKING_ID) return refused(-1124, 'tracking_id is invalid');
  const isTrial = given['mode'] === 'development';
  if (isTrial && !world.people.get(phone)?.isAdmin) return refused(-127, 'Only admins receive in development mode');
  if (world.people.get(phone)?.follows === false) return refused(-139, 'User has refused to receive this message');
  const made = make(world, given);
  if ('body' in made) return made;
  const sent = world.accept({
    route: 'template_phone',
    to: phone,
    text: '',
    trackingId: tracking,
    template: made,
    path: BY_PHONE,
  });
  return success({
    ...{ msg_id: sent.messageId, sent_time: String(sent.at), sending_mode: '1' },
    quota: quotaOf(world),
  });
}

function byUser(world: ZaloWorld, given: Json): Answer {
  const userId = textIn(given, 'user_id');
  if (!world.people.has(userId)) return refused(-201, 'user_id is invalid');
  const made = make(world, given);
  if ('body' in made) return made;
  const sent = world.accept({
    route: 'template_uid',
    to: userId,
    text: '',
    trackingId: null,
    template: made,
    path: BY_USER,
  });
  const quota = { quota_type: 'sub_quota', remain: '100' };
  return success({ message_id: sent.messageId, user_id: userId, sent_time: String(sent.at), quota });
}

/** The template with its data, or why not. */
function make(world: ZaloWorld, given: Json): { readonly id: string; readonly data: Json } | Answer {
  const template = world.templates.get(textIn(given, 'template_id'));
  if (!template) return refused(-109, 'Template is not found');
  if (template.status === 'DISABLE') return refused(-146, 'Template is disabled');
  if (template.status !== 'ENABLE') return refused(-131, 'Template is not approved');
  if (template.notAtNight && isNight(world.now())) return refused(-133, 'Template cannot be sent at night');
  if (template.dailyQuota <= 0) return refused(-144, 'Daily quota is exceeded');
  const data = objectIn(given, 'template_data');
  const problem = problemOfData(template, data);
  if (problem) return problem;
  template.dailyQuota -= 1;
  return { id: template.id, data };
}

function problemOfData({ parameters }: Template, data: Json): Answer | null {
  for (const { name, maxLength, require } of parameters) {
    const value = data[name];
    if (value === undefined && require) return refused(-1121, `template_data.${name} is missing`);
    if (value !== undefined && (typeof value !== 'string' || value.length > maxLength))
      return refused(-1122, `template_data.${name} is too long or of a wrong type`);
  }
  const known = new Set(parameters.map(({ name }) => name));
  const strange = Object.keys(data).find((name) => !known.has(name));
  return strange === undefined ? null : refused(-1121, `template_data.${strange} is unknown`);
}

function info(world: ZaloWorld, id: string): Answer {
  const template = world.templates.get(id);
  if (!template) return refused(-109, 'Template is not found');
  const listParams = template.parameters.map(({ name, maxLength, require }) => ({
    ...{ name, require, type: 'STRING', maxLength, minLength: 0, acceptNull: false },
  }));
  return success({
    ...{ templateId: id, templateName: id, status: template.status, listParams },
    ...{ price_sdt: '300', price_uid: '200', timeout: 7_200_000 },
  });
}

const quotaOf = (world: ZaloWorld): Json => {
  const left = [...world.templates.values()].reduce((sum, { dailyQuota }) => sum + dailyQuota, 0);
  return { dailyQuota: '500', remainingQuota: String(left) };
};

function status(world: ZaloWorld, id: string): Answer {
  const sent = world.sent.find(({ messageId }) => messageId === id);
  return success(sent ? { delivery_time: String(sent.at), status: 1, message: 'delivered' } : { status: -1 });
}
