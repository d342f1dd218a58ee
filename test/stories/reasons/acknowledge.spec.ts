import { AckReplies, IncidentStore } from '#libs/database';
import type { DeviceNo, NotificationId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EscalatingVillage, GO } from '../../alerting/escalating-village.ts';
import { MINUTE } from '../../alerting/watched-village.ts';

jest.setTimeout(90_000);

const HOUR = 60 * MINUTE;
const GROUP_GOES = 'Tổ trưởng đang đi kiểm tra: Đèn cổng làng (mã D-1).';

let story: EscalatingVillage;
beforeEach(async () => {
  story = await EscalatingVillage.start();
});
afterEach(() => story.village.stop());

const said = (path: string) => story.village.said(path);
const taken = () => story.story('acknowledged', 'reopened');

async function replies(text: string) {
  const [row] = await story.village.rows<{ id: NotificationId }>(
    `SELECT id FROM notification WHERE event = 'incident.opened'`,
  );
  const reply = { notificationId: row?.id as NotificationId, text, name: 'Ông Hùng' };
  return story.village.app.get(AckReplies).receive(reply, story.village.clock.now());
}

describe('somebody says that he goes', () => {
  it('taken, somebody_goes, group_was_told, already_over, no_longer_taken, personal_channel: sent, to the group that was told, once, and nobody above hears anything', async () => {
    await story.fails();
    await story.goes(await story.person('Tổ trưởng'));
    await story.village.pass(2 * HOUR - MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(said('/group')[1]).toBe(GROUP_GOES);
    expect(await taken()).toEqual(['acknowledged going_to_check']);
    await story.heals();
    expect(story.sent().slice(2)).toEqual(['/group resolved']);
  });

  it('taken, somebody_goes: not sent, by who was to be told only later: the message itself names who goes', async () => {
    story.village.hush(story.light);
    await story.village.pass(40_000, 1_000);
    expect(story.sent()).toEqual([]);
    await story.goes(await story.person('Tổ trưởng'));
    await story.village.pass(HOUR);
    expect(story.sent()).toEqual(['/group opened']);
    expect(said('/group')[0]).toMatch(/Tổ trưởng đang đi kiểm tra\.$/);
  });

  it('personal_channel, group_was_told: not sent, to a mailbox that was told, while the group chat hears it', async () => {
    await story.village.target('/mail', { channel: 'email' });
    await story.fails();
    await story.village.rows(
      `UPDATE notification SET state = 'accepted', accepted_at = $1 WHERE channel = 'email'`,
      new Date(story.village.clock.now()),
    );
    await story.presses('/group', 'Ông Hùng');
    await story.village.pass(5 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(said('/group')[1]).toBe('Ông Hùng đang đi kiểm tra: Đèn cổng làng (mã D-1).');
    expect(
      await story.village.rows(`SELECT t.name, n.reason FROM notification n JOIN target t ON t.id = n.target_id
        WHERE n.event = 'incident.acknowledged' AND n.state = 'suppressed'`),
    ).toEqual([{ name: '/mail', reason: 'personal_channel' }]);
  });

  it('no_longer_taken: not sent, when the light works again before the others are told who goes', async () => {
    await story.fails();
    await story.goes(await story.person('Tổ trưởng'));
    await story.heals();
    expect(story.sent()).toEqual(['/group opened', '/group resolved']);
    expect(await story.story('not_told')).toEqual(['not_told no_longer_taken']);
  });

  it('several devices of one message are taken together, and said in one', async () => {
    const camera = await story.village.device('Ngõ 3', 'camera');
    await story.village.hear(camera);
    story.village.hush(camera);
    await story.fails();
    await story.presses('/group', 'Ông Hùng');
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(said('/group')[1]).toMatch(/^Ông Hùng đang đi kiểm tra: .*Đèn cổng làng.*Ngõ 3/);
    expect(await story.village.rows('SELECT DISTINCT state FROM incident')).toEqual([{ state: 'acknowledged' }]);
  });
});

describe('the word of the first', () => {
  it('prolonged: not sent, and the escalation waits as long as he says', async () => {
    await story.fails();
    const leader = await story.person('Tổ trưởng');
    await story.goes(leader);
    await story.village.pass(100 * MINUTE);
    await story.goes(leader, { minutes: 240 });
    await story.village.pass(230 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(await taken()).toEqual(['acknowledged going_to_check', 'acknowledged prolonged']);
    await story.village.pass(45 * MINUTE);
    expect(story.sent().slice(2)).toEqual(['/village escalated']);
  });

  it('prolonged: sent, to the village, when he says nothing more and his time is over', async () => {
    await story.fails();
    await story.goes(await story.person('Tổ trưởng'));
    await story.village.pass(155 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged', '/village escalated']);
  });

  it('already_taken, taken_over: not sent, when a second one presses, and the first keeps it', async () => {
    await story.fails();
    await story.goes(await story.person('Tổ trưởng'));
    await story.village.pass(MINUTE);
    const after = await story.goes(await story.person('Bà Lan'), { minutes: 600 });
    expect(after.acknowledgedBy?.name).toBe('Tổ trưởng');
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(await taken()).toEqual(['acknowledged going_to_check']);
  });

  it('taken_over, already_taken: sent, when a second one says on purpose that he goes instead', async () => {
    await story.fails();
    await story.goes(await story.person('Tổ trưởng'));
    await story.village.pass(MINUTE);
    await story.goes(await story.person('Bà Lan'), { takeOver: true, text: 'Tôi ở gần hơn' });
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged', '/group acknowledged']);
    expect(said('/group')[2]).toBe('Bà Lan đang đi kiểm tra: Đèn cổng làng (mã D-1). Ghi chú: Tôi ở gần hơn');
    expect(await taken()).toEqual(['acknowledged going_to_check', 'acknowledged taken_over']);
  });

  it('already_over: not sent, when the light works already', async () => {
    await story.fails();
    await story.heals();
    expect((await story.presses('/group')).incidents[0]?.state).toBe('resolved');
    await story.village.pass(MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group resolved']);
    expect(await taken()).toEqual([]);
  });
});

describe('a reply in the channel', () => {
  it.each([
    ['said_one, only_received: sent, to the group, that he goes', '1'],
    ['said_going, no_words, something_else: sent, to the group, that he goes', 'TÔI ĐI!'],
  ])('%s', async (title, text) => {
    const [reason = ''] = title.split(',');
    await story.fails();
    expect(await replies(text)).toEqual({ acknowledges: true, reason });
    await story.village.pass(2 * HOUR - MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/group acknowledged']);
    expect(await taken()).toEqual([`acknowledged ${reason}`]);
  });

  it.each([
    ['only_received: not sent, and after half an hour the village is told all the same', 'đã nhận'],
    ['no_words: not sent, and after half an hour the village is told all the same', '👍'],
    ['something_else: not sent, and after half an hour the village is told all the same', 'Tối đi'],
    [
      'something_else, said_one, said_going: not sent, and after half an hour the village is told all the same',
      'Mai 1 người, tôi đi',
    ],
  ])('%s', async (title, text) => {
    const [reason = ''] = title.split(/[,:]/);
    await story.fails();
    expect(await replies(text)).toEqual({ acknowledges: false, reason });
    await story.village.pass(35 * MINUTE);
    expect(story.sent()).toEqual(['/group opened', '/village escalated']);
    expect(await story.story('commented', 'acknowledged')).toEqual([`commented ${reason}`]);
  });
});

describe('closed by a person', () => {
  it('closed_by_person: not sent, neither repetition nor escalation, until facts show the end', async () => {
    await story.fails();
    await story.closes(await story.person('Tổ trưởng'));
    await story.village.pass(3 * HOUR);
    expect(story.sent()).toEqual(['/group opened']);
    await story.heals();
    expect(story.sent()).toEqual(['/group opened', '/group resolved']);
  });
});

describe('a cause', () => {
  async function powerCut(): Promise<DeviceNo[]> {
    const mains: DeviceNo[] = [];
    for (let n = 1; n <= 4; n++) mains.push(await story.village.device(`Ngã ba ${n}`, 'camera'));
    await story.village.hear(...mains);
    await story.village.pass(20_000);
    story.village.hush(...mains);
    await story.village.pass(16_000);
    await story.village.fallSilent(...mains);
    await story.village.pass(2 * MINUTE);
    return mains;
  }

  it('cause_taken: sent, once to each that was told of the cause; all that it explains is taken with it', async () => {
    const mains = await powerCut();
    expect(story.sent().sort()).toEqual(['/group opened', '/village opened']);
    const [cause] = await story.village.rows<{ id: string }>(`SELECT id FROM incident WHERE cause = 'power_cut'`);
    const incidents = story.village.app.get(IncidentStore);
    await incidents.acknowledge(await story.person('Tổ trưởng'), cause?.id ?? '', GO, story.village.clock.now());
    await story.village.pass(MINUTE);
    expect(story.sent().slice(2).sort()).toEqual(['/group acknowledged', '/village acknowledged']);
    expect(said('/village')[1]).toBe(
      'Tổ trưởng đang đi kiểm tra: Mất điện cả thôn Tháp Thượng từ 19h42: 4 camera ngừng hoạt động.',
    );
    expect(await story.village.rows('SELECT state, count(*)::int FROM incident GROUP BY 1')).toEqual([
      { state: 'acknowledged', count: 5 },
    ]);
    await story.village.hear(...mains);
    await story.village.pass(10 * MINUTE);
    expect(story.sent().slice(4).sort()).toEqual(['/group resolved', '/village resolved']);
  });

  it('cause_taken, cause_not_escalated: not sent, what nobody can mend goes to nobody else', async () => {
    await powerCut();
    await story.village.pass(3 * HOUR);
    expect(story.sent().sort()).toEqual(['/group opened', '/village opened']);
  });
});
