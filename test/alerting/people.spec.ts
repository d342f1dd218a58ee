import { AckLinks, type Access, IncidentStore, newId, NotificationStore, Refusal } from '#libs/database';
import type { UnitId, UserId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, T0, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

const GO = { text: null, minutes: null, takeOver: false };
const PAGE = { limit: 50, cursor: null };
let village: WatchedVillage;
let incidents: IncidentStore;
let leader: Access;
let elsewhere: UnitId;

beforeEach(async () => {
  village = await WatchedVillage.start();
  incidents = village.app.get(IncidentStore);
  elsewhere = await village.unit('commune', 'Xã khác');
  const id = newId<UserId>(T0);
  await village.rows(
    `INSERT INTO app_user (id, unit_id, email, name, created_at, updated_at)
     VALUES ($1, $2, 'to-truong@example.org', 'Tổ trưởng', $3, $3)`,
    id,
    village.village,
    new Date(T0),
  );
  leader = { actor: { kind: 'user', id }, scope: [village.village] };
});
afterEach(() => village.stop());

/** A light of the group that fell silent and was told. */
async function tellOfOne(): Promise<string> {
  await village.target('/group');
  const light = await village.device('Đèn cổng làng');
  await village.pass(20 * SECOND);
  await village.fallSilent(light);
  await village.pass(62 * SECOND);
  const [incident] = (await incidents.list(leader.scope, PAGE)).items;
  return incident?.id ?? '';
}

describe('incidents for people', () => {
  it('are listed and told as a story inside the scope, and do not exist outside', async () => {
    const id = await tellOfOne();
    expect(await incidents.get(leader.scope, id)).toMatchObject({
      cause: 'device',
      faultCode: null,
      severity: 'major',
      state: 'open',
      unitName: 'Tổ tự quản số 5',
      devices: [{ code: 'D-1', siteCode: 'C-1', landmark: 'cổng làng' }],
      startedAt: T0,
      timeline: [
        { kind: 'opened', reason: 'silent_past_deadline', actorKind: 'engine' },
        { kind: 'told', reason: 'responsible_for_unit', detail: { targets: [{ name: '/group' }] } },
      ],
    });
    expect((await incidents.list([elsewhere], PAGE)).items).toEqual([]);
    await expect(incidents.get([elsewhere], id)).rejects.toThrow(new Refusal('incident_not_found'));
    await expect(incidents.acknowledge({ ...leader, scope: [elsewhere] }, id, GO, T0)).rejects.toThrow(
      new Refusal('incident_not_found'),
    );
    const notifications = village.app.get(NotificationStore);
    expect((await notifications.list(leader.scope, { ...PAGE, incidentId: id })).items).toMatchObject([
      { state: 'accepted', event: 'incident.opened', incidentIds: [id], attempts: [{ attempt: 1, statusCode: 204 }] },
    ]);
    expect((await notifications.list([elsewhere], PAGE)).items).toEqual([]);
  });

  it('are paged newest first', async () => {
    const lights = [await village.device('Đèn 1'), await village.device('Đèn 2'), await village.device('Đèn 3')];
    for (const light of lights) {
      await village.pass(16 * SECOND);
      await village.fallSilent(light);
    }
    await village.pass(2 * SECOND);
    const first = await incidents.list(leader.scope, { limit: 2, cursor: null });
    const second = await incidents.list(leader.scope, { limit: 2, cursor: first.nextCursor });
    const names = [...first.items, ...second.items].map((incident) => incident.devices[0]?.name);
    expect(names).toEqual(['Đèn 3', 'Đèn 2', 'Đèn 1']);
    expect(second.nextCursor).toBeNull();
    expect((await incidents.list(leader.scope, { ...PAGE, state: 'resolved' })).items).toEqual([]);
  });

  it('are taken by the first who says so; screens and the group that was told hear it once', async () => {
    const id = await tellOfOne();
    const now = village.clock.now();
    await incidents.acknowledge(leader, id, GO, now);
    const again = await incidents.acknowledge(leader, id, GO, now + MINUTE);
    expect(again).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: now,
      acknowledgedBy: { userId: leader.actor.id, name: 'Tổ trưởng' },
    });
    expect(again.timeline.filter((line) => line.kind === 'acknowledged')).toHaveLength(1);
    await incidents.comment(leader, id, 'Đã gọi thợ.', now + MINUTE);
    await village.pass(2 * MINUTE);
    expect(village.said('/group').slice(1)).toEqual(['Tổ trưởng đang đi kiểm tra: Đèn cổng làng (mã D-1).']);
    const [event] = await village.rows<{ payload: object }>(
      `SELECT payload FROM live_event WHERE kind = 'incident' ORDER BY seq DESC LIMIT 1`,
    );
    expect(event?.payload).toMatchObject({
      id,
      state: 'acknowledged',
      unitId: village.group,
      deviceIds: [expect.any(String)],
    });
  });

  it('closed by hand say so, and their true end is told when facts show it', async () => {
    const id = await tellOfOne();
    const closed = await incidents.resolve(leader, id, 'Đang sửa đường điện', village.clock.now());
    expect(closed).toMatchObject({ state: 'resolved', resolvedReason: 'closed_by_person', endedAt: null });
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toHaveLength(1);
    const [row] = await village.rows<{ device_no: never }>('SELECT device_no FROM device');
    if (row) await village.hear(row.device_no);
    await village.pass(2 * SECOND);
    expect(village.said('/group')[1]).toContain('đã hoạt động trở lại');
    expect(await incidents.get(leader.scope, id)).toMatchObject({ resolvedReason: 'closed_by_person' });
  });
});

describe('the link in a message', () => {
  const tokenOf = (): string => village.receiver.at('/group')[0]?.body.data.acknowledgeUrl?.split('/a/')[1] ?? '';

  it('shows without changing anything, and acknowledges for who presses it', async () => {
    const id = await tellOfOne();
    const links = village.app.get(AckLinks);
    const now = village.clock.now();
    expect(await links.view(tokenOf(), now)).toMatchObject({ incidents: [{ id, state: 'open' }] });
    expect(await links.acknowledge(tokenOf(), { ...GO, name: 'Bà con tổ 5' }, now)).toMatchObject({
      incidents: [{ state: 'acknowledged', acknowledgedBy: { userId: null, name: 'Bà con tổ 5' } }],
    });
    expect((await incidents.get(leader.scope, id)).timeline.at(-1)).toMatchObject({
      kind: 'acknowledged',
      actorKind: 'link',
      actorName: 'Bà con tổ 5',
    });
  });

  it('ends after 72 hours; a guessed one is nothing; only its hash is kept', async () => {
    await tellOfOne();
    const links = village.app.get(AckLinks);
    const token = tokenOf();
    await expect(links.view(token, village.clock.now() + 72 * 60 * MINUTE)).rejects.toThrow(
      new Refusal('link_not_found'),
    );
    await expect(links.acknowledge(`${token}x`, { ...GO, name: null }, village.clock.now())).rejects.toThrow(
      new Refusal('link_not_found'),
    );
    expect(await village.rows(`SELECT 1 FROM ack_link WHERE token_hash::text LIKE '%' || $1 || '%'`, token)).toEqual(
      [],
    );
    expect(await village.rows(`SELECT 1 FROM notification WHERE variables::text LIKE '%' || $1 || '%'`, token)).toEqual(
      [],
    );
  });
});
