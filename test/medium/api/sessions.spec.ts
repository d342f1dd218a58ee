import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#libs/contracts';
import { DAY, MINUTE } from '#libs/domain';
import { ADMIN, ApiServer, type Call } from './api-server.ts';
import { create } from './two-communes.ts';

let server: ApiServer;
let anybody: Call;

beforeAll(async () => {
  server = await ApiServer.start();
  anybody = server.as({});
});
afterAll(() => server.stop());

const login = async (person = ADMIN): Promise<Session> => (await anybody<Session>('POST', '/auth/login', person)).body;
const bearer = (session: Session): Call => server.as({ authorization: `Bearer ${session.accessToken}` });
const person = async (email: string) => {
  const admin = bearer(await login());
  const id = await create(admin, '/users', { email, name: 'Thành viên', password: 'mat-khau-thanh-vien' });
  return { id, admin, login: { email, password: 'mat-khau-thanh-vien' } };
};

describe('signing in', () => {
  it('gives an access token, and a refresh token also as a cookie that scripts cannot read', async () => {
    const { status, body, headers } = await anybody<Session>('POST', '/auth/login', ADMIN);
    expect([status, body.expiresIn, body.user.email]).toEqual([200, 900, ADMIN.email]);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toContain(`canh_refresh=${body.refreshToken}`);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/auth']) expect(cookie).toContain(part);
    expect((await bearer(body)('GET', '/me')).body.grants).toMatchObject([{ role: 'admin' }]);
  });

  it('says the same of a wrong password and of an unknown person', async () => {
    const wrong = await anybody('POST', '/auth/login', { ...ADMIN, password: 'sai-mat-khau' });
    const unknown = await anybody('POST', '/auth/login', { email: 'nobody@example.org', password: 'sai-mat-khau' });
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
  });

  it('asks for a pause after five wrong passwords, not from the others behind the same address', async () => {
    const { login: one } = await person('one@example.org');
    for (let i = 0; i < 5; i += 1) await anybody('POST', '/auth/login', { ...one, password: 'sai-mat-khau' });
    const paused = await anybody('POST', '/auth/login', one);
    expect([paused.status, paused.body.errorCode]).toEqual([429, 'too_many_attempts']);
    expect(Number(paused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await anybody('POST', '/auth/login', ADMIN)).status).toBe(200);
    server.clock.advance(15 * MINUTE);
    expect((await anybody('POST', '/auth/login', one)).status).toBe(200);
  });

  it.each([
    ['nothing', {}],
    ['a made-up token', { authorization: 'Bearer ct1.eA.b.c' }],
    ['a made-up key', { 'x-api-key': `ck_abcdefghijkl_${'x'.repeat(43)}` }],
  ])('a call with %s is refused', async (_, credentials) => {
    expect((await server.as(credentials)('GET', '/devices')).body.errorCode).toBe('unauthenticated');
  });
});

describe('staying signed in', () => {
  it('an access token ends after a quarter of an hour; a refresh token gives the next one', async () => {
    const session = await login();
    server.clock.advance(15 * MINUTE);
    expect((await bearer(session)('GET', '/me')).body.errorCode).toBe('token_expired');
    const next = await anybody<Session>('POST', '/auth/refresh', { refreshToken: session.refreshToken });
    expect((await bearer(next.body)('GET', '/me')).status).toBe(200);
  });

  it('works by the cookie alone', async () => {
    const { refreshToken } = await login();
    const browser = server.as({ cookie: `canh_refresh=${refreshToken}` });
    expect((await browser('POST', '/auth/refresh', {})).status).toBe(200);
  });

  it('a refresh token that comes back ends the whole session, the newer tokens too', async () => {
    const stolen = await login();
    const { body: owner } = await anybody<Session>('POST', '/auth/refresh', { refreshToken: stolen.refreshToken });
    const { body: next } = await anybody<Session>('POST', '/auth/refresh', { refreshToken: owner.refreshToken });
    const replay = await anybody('POST', '/auth/refresh', { refreshToken: stolen.refreshToken });
    expect([replay.status, replay.body.errorCode]).toEqual([401, 'session_ended']);
    expect((await bearer(next)('GET', '/me')).body.errorCode).toBe('session_ended');
    const after = await anybody('POST', '/auth/refresh', { refreshToken: next.refreshToken });
    expect(after.body.errorCode).toBe('session_ended');
  });

  it('an answer that was lost on a bad line does not sign out: within a minute the old token is good once more', async () => {
    const { refreshToken } = await login();
    const { body: lost } = await anybody<Session>('POST', '/auth/refresh', { refreshToken });
    server.clock.advance(MINUTE);
    const { body: again, status } = await anybody<Session>('POST', '/auth/refresh', { refreshToken });
    expect(status).toBe(200);
    expect((await anybody('POST', '/auth/refresh', { refreshToken: lost.refreshToken })).status).toBe(401);
    expect((await bearer(again)('GET', '/me')).status).toBe(200);
    server.clock.advance(MINUTE + 1);
    expect((await anybody('POST', '/auth/refresh', { refreshToken })).body.errorCode).toBe('session_ended');
    expect((await bearer(again)('GET', '/me')).body.errorCode).toBe('session_ended');
  });

  it('of two refreshes at once with one token, both are answered and one of the new tokens is good', async () => {
    const { refreshToken } = await login();
    const both = await Promise.all([1, 2].map(() => anybody<Session>('POST', '/auth/refresh', { refreshToken })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const [one, other] = both.map(({ body }) => body.refreshToken);
    const later = await Promise.all(
      [one, other].map((token) => anybody('POST', '/auth/refresh', { refreshToken: token })),
    );
    expect(later.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('ends by itself when unused for thirty days', async () => {
    const { refreshToken } = await login();
    server.clock.advance(30 * DAY);
    expect((await anybody('POST', '/auth/refresh', { refreshToken })).body.errorCode).toBe('session_ended');
  });
});

describe('signing out', () => {
  it('works at once, for the access token too', async () => {
    const session = await login();
    const out = await anybody('POST', '/auth/logout', { refreshToken: session.refreshToken });
    expect(out.status).toBe(204);
    expect((await bearer(session)('GET', '/me')).body.errorCode).toBe('session_ended');
  });

  it('a disabled person is out at once and cannot come back', async () => {
    const { id, admin, login: credentials } = await person('gone@example.org');
    const session = await login(credentials);
    expect((await admin('PATCH', `/users/${id}`, { disabled: true })).status).toBe(200);
    expect((await bearer(session)('GET', '/me')).body.errorCode).toBe('session_ended');
    expect((await anybody('POST', '/auth/login', credentials)).body.errorCode).toBe('wrong_credentials');
  });

  it('the last administrator can neither be disabled nor lose the grant', async () => {
    const admin = bearer(await login());
    const { body: me } = await admin('GET', '/me');
    expect((await admin('PATCH', `/users/${me.id}`, { disabled: true })).body.errorCode).toBe('last_administrator');
    const grant = `/users/${me.id}/grants/${me.grants[0].id}`;
    expect((await admin('DELETE', grant)).body.errorCode).toBe('last_administrator');
  });
});

describe('API keys', () => {
  it('work until they are revoked or their day has come, and are shown once', async () => {
    const admin = bearer(await login());
    const { body: me } = await admin('GET', '/me');
    const expiresAt = new Date(server.clock.now() + DAY).toISOString();
    const body = { name: 'script', role: 'installer', unitId: me.grants[0].unitId, expiresAt };
    const { body: made } = await admin('POST', '/api-keys', body);
    const script = server.as({ 'x-api-key': made.key });
    expect((await script('GET', '/me')).body).toMatchObject({ kind: 'api_key', grants: [{ role: 'installer' }] });
    expect((await script('GET', '/users')).body.errorCode).toBe('forbidden');
    expect(JSON.stringify((await admin('GET', '/api-keys')).body)).not.toContain(made.key);
    expect((await admin('DELETE', `/api-keys/${made.id}`)).status).toBe(204);
    expect((await script('GET', '/me')).status).toBe(401);
    const second = (await admin('POST', '/api-keys', body)).body;
    server.clock.advance(DAY);
    expect((await server.as({ 'x-api-key': second.key })('GET', '/me')).status).toBe(401);
  });
});
