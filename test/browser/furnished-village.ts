import { Client } from 'pg';
import type { MqttDevice } from '../harness/mqtt-device.ts';
import type { World } from '../harness/world.ts';

const MINUTE = 60_000;
/** Shown anywhere as anything but text it would change the page's title, or breach the content policy. */
export const HOSTILE = '<img src=x onerror="document.title=`cháy`"> Đèn \u202e5';

interface Furnished {
  readonly deviceId: string;
  /** A power cut of the village. */
  readonly cutId: string;
  readonly lamps: readonly [MqttDevice, MqttDevice];
  readonly unitId: string;
  readonly villagePath: string;
}

/** A village with a working light that once sent nonsense, a silent one with a hostile name, and one that went dark. */
export async function furnish(world: World): Promise<Furnished> {
  const village = await world.unit('Thôn Tháp Thượng', 'village');
  const group = await world.unit('Tổ tự quản số 5', 'group', village);
  await world.webhookTarget(group);
  await world.registerLight(group, { name: HOSTILE, latitude: 21.0791, longitude: 105.6541 });
  const [light, lamp] = await world.registerLight(group);
  const [, gone] = await world.registerLight(group, { name: 'Đèn chợ', latitude: 21.0799, longitude: 105.6549 });
  for (const device of [lamp, gone]) {
    await world.settle(device.connect());
    await world.settle(device.heartbeat());
  }
  await world.settle(lamp.publishRaw('heartbeat', '{"bootId":"boot-1","seq":"một"}'));
  gone.cut();
  while ((await world.admin.get<{ items: unknown[] }>('/incidents?state=open')).items.length === 0)
    await world.live([lamp], MINUTE);
  const { id: deviceId } = light.device;
  const { site } = await world.admin.get<{ site: { id: string } }>(`/devices/${deviceId}`);
  const roll = await world.admin.post<{ id: string }>(`/units/${village}/sticker-rolls`, { count: 16 });
  const { items } = await world.admin.get<{ items: { code: string }[] }>(`/sticker-rolls/${roll.id}/stickers`);
  await world.admin.post(`/stickers/${items[0]?.code}/binding`, { siteId: site.id });
  const gift = { donor: 'Hộ ông Năm', amountDong: 1_500_000, bought: '1 đèn 60 W và cột', givenOn: '2026-03-01' };
  await world.admin.post(`/sites/${site.id}/contributions`, { ...gift, isPublic: true });
  await world.admin.post(`/sites/${site.id}/contributions`, { ...gift, donor: 'Bà Sáu', amountDong: 300_000 });
  await world.admin.post(`/sites/${site.id}/contributions`, {
    ...gift,
    donor: HOSTILE,
    bought: HOSTILE,
    isPublic: true,
  });
  await world.unit(HOSTILE, 'group', village);
  await world.webhookTarget(group, { name: HOSTILE });
  const links = [
    { title: 'Nộp hồ sơ dịch vụ công', url: 'https://dichvucong.gov.vn/' },
    { title: HOSTILE, url: 'https://example.org/?%22%3E%3Cscript%3E' },
  ];
  const { url } = await world.admin.put<{ url: string }>(`/units/${village}/village-page`, { isOpen: true, links });
  const installer = { email: 'lan@example.org', name: 'Chị Lan', phone: '0912 345 678', unitId: village };
  const { id } = await world.admin.post<{ id: string }>('/users', installer);
  await world.admin.post('/users', { email: 'hostile@example.org', name: HOSTILE, unitId: village });
  await world.admin.post(`/users/${id}/grants`, { role: 'installer', unitId: village });
  const cutId = await cutPower(world, village);
  return { deviceId, cutId, lamps: [lamp, gone], unitId: village, villagePath: new URL(url).pathname };
}

/** A cause as the engine leaves it, over all devices of the village. */
async function cutPower(world: World, unitId: string): Promise<string> {
  const sql = new Client(world.config.databaseUrl);
  await sql.connect();
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO incident (id, identity, cause, scope_unit_id, unit_id, severity, state, reason, rule, started_at, opened_at)
     VALUES (gen_random_uuid(), 'power_cut:' || $1::text, 'power_cut', $1::text::uuid, $1::text::uuid, 'major', 'open',
       'mains_silent_witnesses_talk', 'cause/1', $2, $2) RETURNING id`,
    [unitId, new Date(world.clock.now())],
  );
  const id = rows[0]?.id as string;
  await sql.query(
    `INSERT INTO incident_device (incident_id, device_no, joined_at)
     SELECT $1, device_no, $2 FROM device d JOIN unit_closure c ON c.descendant_id = d.unit_id WHERE c.ancestor_id = $3`,
    [id, new Date(world.clock.now()), unitId],
  );
  await sql.end();
  return id;
}
