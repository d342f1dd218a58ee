import { ExplainStore, IncidentStore, MaintenanceStore } from '#libs/database';
import { type DeviceNo, type Language, sayAnswer, type UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EscalatingVillage, GO } from './escalating-village.ts';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
});
afterEach(() => village.stop());

const HOUR = 60 * MINUTE;
const scope = async () =>
  (await village.rows<{ id: UnitId }>('SELECT id FROM unit WHERE parent_id IS NULL')).map(({ id }) => id);

const explain = async (what: 'incident' | 'device' | 'target', id: string) => {
  const store = village.app.get(ExplainStore);
  return store[what](await scope(), id, village.clock.now());
};
const ofIncident = async () => {
  const [incident] = await village.rows<{ id: string }>('SELECT id FROM incident ORDER BY opened_at DESC LIMIT 1');
  return explain('incident', incident?.id as string);
};
const ofDevice = async (deviceNo: DeviceNo) => {
  const [device] = await village.rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', deviceNo);
  return explain('device', device?.id as string);
};
type Explained = Awaited<ReturnType<typeof explain>>;
const codes = ({ answers }: Explained) => answers.map(({ kind, code }) => `${kind} ${code}`);
const sentences = ({ answers, timeZone }: Explained, language: Language = 'vi') =>
  answers.map((answer) => sayAnswer(answer, language, timeZone));

const die = async (...deviceNos: DeviceNo[]): Promise<void> => {
  await village.pass(16 * SECOND);
  await village.fallSilent(...deviceNos);
};

describe('an incident', () => {
  it('waits for its group, is told, and is over: each time it says what is next', async () => {
    await village.target('/nhom-zalo');
    const light = await village.device('Đèn cổng làng');
    await die(light);
    await village.pass(2 * SECOND);
    const fresh = await ofIncident();
    expect(codes(fresh)).toEqual(['state silent_past_deadline', 'next group_wait']);
    expect(fresh.answers[1]).toMatchObject({ until: (fresh.answers[0]?.at ?? 0) + MINUTE });
    expect(sentences(fresh)).toEqual([
      'Quá lâu không có tín hiệu (19h42 ngày 21/11).',
      'Lúc 19h43 ngày 21/11 sẽ báo nếu vẫn còn: đang chờ xem có tự hết không và gom các thiết bị cùng hỏng.',
    ]);
    await village.pass(2 * MINUTE);
    const told = await ofIncident();
    expect(codes(told).slice(0, 2)).toEqual(['state silent_past_deadline', 'told responsible_for_unit']);
    expect(told.answers[1]).toMatchObject({ rule: 'recipient/1', event: 'incident.opened' });
    expect(sentences(told)[1]).toBe('Đã báo cho “/nhom-zalo” lúc 19h43 ngày 21/11: người nhận phụ trách đơn vị này.');
    await village.hear(light);
    await village.pass(MINUTE);
    expect(sentences(await ofIncident(), 'en')).toEqual([
      'No signal for too long (19:42 on 21 Nov).',
      'The device sends again (19:44 on 21 Nov).',
      '“/nhom-zalo” was told at 19:43 on 21 Nov: the recipient is responsible for this unit.',
      '“/nhom-zalo” was told the end at 19:44 on 21 Nov: told to those who heard of the failure.',
      'No message is waiting.',
    ]);
  });

  it('that healed within its wait says so of everybody who would have heard', async () => {
    await village.target('/nhom-zalo');
    const light = await village.device('Đèn cổng làng');
    await die(light);
    await village.pass(30 * SECOND);
    await village.hear(light);
    await village.pass(2 * MINUTE);
    const explained = await ofIncident();
    expect(codes(explained)).toEqual([
      'state silent_past_deadline',
      'state spoke_again',
      'not_told healed_within_group_wait',
      'next nothing_waits',
    ]);
    expect(sentences(explained)[2]).toBe('Không báo cho “/nhom-zalo”: tự hết trước khi kịp báo.');
  });

  it('inside planned work says what covers it, in the words of whoever planned it, and until when it is held', async () => {
    await village.target('/nhom-zalo');
    const light = await village.device('Đèn cổng làng');
    const now = village.clock.now();
    const place = { kind: 'unit', id: village.village } as const;
    const schedule = { kind: 'once', from: now, until: now + 30 * MINUTE } as const;
    const access = { actor: { kind: 'system', id: null }, scope: await scope() } as const;
    const window = { kind: 'work', source: 'person', place, schedule, reason: 'Thay dây điện' } as const;
    await village.app.get(MaintenanceStore).create(access, window, now);
    await die(light);
    await village.pass(3 * MINUTE);
    expect(codes(await ofIncident())).toEqual([
      'state silent_past_deadline',
      'covered in_maintenance',
      'held in_maintenance',
    ]);
    const explained = await ofDevice(light);
    expect(explained.answers[1]).toMatchObject({ rule: 'maintenance/1', until: now + 30 * MINUTE });
    expect(sentences(explained)).toEqual([
      'Quá lâu không có tín hiệu (19h42 ngày 21/11).',
      'Thiết bị đang bảo trì: “Thay dây điện”, tới 20h12 ngày 21/11. Trong lúc này không báo.',
      'Chưa báo: thiết bị đang bảo trì. Xem lại lúc 20h12 ngày 21/11.',
    ]);
  });

  it('that a common cause explains says which, and who was told of that', async () => {
    await village.target('/nhom-zalo');
    const cameras = [];
    for (let n = 1; n <= 4; n++) cameras.push(await village.device(`Ngã ba ${n}`, 'camera'));
    const light = await village.device('Ngõ 1');
    await village.hear(...cameras, light);
    await die(...cameras);
    await village.pass(2 * MINUTE);
    const explained = await ofDevice(cameras[0] as DeviceNo);
    expect(codes(explained)).toEqual([
      'state deadline_passed',
      'explained explained_by_power_cut',
      'not_told explained_by_power_cut',
      'next nothing_waits',
    ]);
    expect(sentences(explained)[1]).toBe(
      'Đã có sự cố chung: Thôn Tháp Thượng, từ 19h42 ngày 21/11. Đã báo chung là mất điện.',
    );
    const parent = explained.answers[1]?.incidentId as string;
    expect(codes(await explain('incident', parent))).toEqual([
      'state mains_silent_witnesses_talk',
      'told responsible_for_unit',
      // The village has nobody.
      'not_told no_target_anywhere',
      'next cause_not_escalated',
    ]);
  });

  it('of which nobody can be told says that, too, and a message that does not get through says when it is tried again', async () => {
    const other = await village.unit('group', 'Tổ khác');
    const lonely = await village.device('Đèn 1', 'solar_light', other);
    await die(lonely);
    await village.pass(2 * MINUTE);
    expect(codes(await ofIncident())).toEqual([
      'state silent_past_deadline',
      'not_told no_target_anywhere',
      expect.stringMatching(/^next /),
    ]);
    await village.target('/nhom-zalo');
    village.receiver.answer('/nhom-zalo', ...Array.from({ length: 9 }, () => ({ status: 503 })));
    const light = await village.device('Đèn 2');
    await die(light);
    await village.pass(70 * SECOND);
    const explained = await ofIncident();
    expect(codes(explained)[1]).toBe('next is_sent_again');
    expect(sentences(explained)[1]).toMatch(/^Gửi cho “\/nhom-zalo” chưa được, sẽ gửi lại lúc /);
  });
});

it('what exceeds the budget of a target says which limit it waits for, and when it left with others', async () => {
  await village.rows(
    'INSERT INTO unit_policy (unit_id, group_wait_seconds, updated_at) VALUES ($1, 0, now())',
    village.group,
  );
  const id = await village.target('/nhom-zalo');
  const cameras = [];
  for (let n = 1; n <= 3; n++) cameras.push(await village.device(`Camera ${n}`, 'camera'));
  await village.hear(...cameras);
  for (const camera of cameras) {
    await village.fault(camera, 'auth_failed', true);
    await village.pass(5 * SECOND);
  }
  const waiting = await explain('target', id);
  expect(codes(waiting)).toEqual([
    'state outside_quiet_hours',
    'told responsible_for_unit',
    'held minute_limit',
    'held minute_limit',
  ]);
  expect(sentences(waiting)[2]).toMatch(
    /^Chưa báo cho “\/nhom-zalo”: mỗi phút chỉ gửi một tin, chờ gửi chung\. Xem lại lúc 19h43 /,
  );
  await village.pass(2 * MINUTE);
  expect(codes(await explain('target', id)).sort()).toEqual([
    'next nothing_waits',
    'state outside_quiet_hours',
    'told bundled',
    'told bundled',
    'told responsible_for_unit',
    'told told_together',
  ]);
});

it('a device that is well says what its last changes were', async () => {
  const light = await village.device('Đèn cổng làng');
  await village.pass(2 * SECOND);
  expect(codes(await ofDevice(light))).toEqual(['state first_contact', 'not_told nothing_open', 'next nothing_waits']);
});

it('a target says whether it may be told now, what it was told and what waits for it', async () => {
  const id = await village.target('/nhom-zalo');
  await village.rows(`UPDATE target SET quiet_hours = '{"from":"19:00","to":"05:30"}'`);
  const light = await village.device('Đèn cổng làng');
  await die(light);
  await village.pass(3 * MINUTE);
  const explained = await explain('target', id);
  expect(codes(explained)).toEqual(['state quiet_hours', 'held quiet_hours']);
  expect(sentences(explained)).toEqual([
    'Lúc này: đang giờ nghỉ, sáng sẽ báo, tới 5h30 ngày 22/11.',
    'Chưa báo cho “/nhom-zalo”: đang giờ nghỉ, sáng sẽ báo. Xem lại lúc 5h30 ngày 22/11.',
  ]);
  await village.rows('UPDATE target SET enabled = false');
  expect(codes(await explain('target', id))[0]).toBe('state target_disabled');
});

describe('an incident that nobody has', () => {
  it('says when the next level is told, who is on it until when, and that all levels know', async () => {
    await village.stop();
    const story = await EscalatingVillage.start();
    village = story.village;
    await story.fails();
    const told = await ofIncident();
    expect(codes(told)).toEqual(['state silent_past_deadline', 'told responsible_for_unit', 'next step_not_due']);
    expect(sentences(told)[2]).toBe('Lúc 20h13 ngày 21/11 nếu vẫn chưa ai nhận thì báo lên cấp trên.');
    await village.pass(31 * MINUTE);
    expect(sentences(await ofIncident())).toContainEqual(
      expect.stringMatching(/^Đã báo lên cấp trên cho “\/village” lúc 20h1\d ngày 21\/11: /),
    );
    const [incident] = await village.rows<{ id: string }>('SELECT id FROM incident');
    const access = { actor: { kind: 'system', id: null }, scope: await scope() } as const;
    await village.app.get(IncidentStore).acknowledge(access, incident?.id as string, GO, village.clock.now());
    await village.pass(2 * SECOND);
    const taken = await ofIncident();
    expect(codes(taken)).toEqual(expect.arrayContaining(['state acknowledged', 'next acknowledgement_ends']));
    expect(codes(taken)).not.toContain('next step_not_due');
    await village.pass(6 * HOUR);
    expect(codes(await ofIncident()).at(-1)).toBe('next all_steps_done');
    expect(sentences(await ofIncident()).at(-1)).toMatch(/, nên không báo thêm cho ai\.$/);
  });
});
