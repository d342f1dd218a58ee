import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApiServer, type Call } from './api-server.ts';
import { type Commune, twoCommunes } from './two-communes.ts';

let server: ApiServer;
let admin: Call;
let here: Commune;
beforeAll(async () => {
  server = await ApiServer.start();
  admin = await server.signIn();
  ({ here } = await twoCommunes(server, admin));
});
afterAll(() => server.stop());

it('answers in the caller’s language, with codes, rules and moments beside the sentence', async () => {
  const vi = await here.officer('GET', `/incidents/${here.incidentId}/explain`);
  expect(vi.body.answers[0]).toMatchObject({
    kind: 'state',
    code: 'silent_past_deadline',
    rule: 'incident/1',
    at: expect.stringMatching(/Z$/),
    until: null,
    sentence: expect.stringMatching(/^Quá lâu không có tín hiệu \(/),
  });
  const en = await here.officer('GET', `/incidents/${here.incidentId}/explain`, undefined, { 'Accept-Language': 'en' });
  expect(en.body.answers[0].sentence).toMatch(/^No signal for too long \(/);
});

it('explains devices and targets, too', async () => {
  const device = await here.officer('GET', `/devices/${here.cameraId}/explain`);
  expect(device.body.answers).toMatchObject([
    { kind: 'state', code: 'registered' },
    { kind: 'next', code: 'nothing_waits', sentence: 'Không còn tin nào phải gửi.' },
  ]);
  const target = await here.officer('GET', `/targets/${here.targetId}/explain`);
  expect(target.body.answers[0]).toMatchObject({ kind: 'state', code: 'outside_quiet_hours', rule: 'reach/1' });
  expect(target.body.answers).toContainEqual(
    expect.objectContaining({
      kind: 'not_told',
      incidentId: here.incidentId,
      target: expect.objectContaining({ id: here.targetId }),
    }),
  );
});
