import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiServer } from './api-server.ts';

let server: ApiServer;
beforeAll(async () => {
  server = await ApiServer.start();
});
afterAll(() => server.stop());

const get = (path: string, accept = '*/*') => fetch(server.origin + path, { headers: { accept } });

describe('what is not REST', () => {
  it('any page address gets the screens, or says that they are not built', async () => {
    for (const path of ['/', '/devices', '/a/some-token']) {
      const answer = await get(path, 'text/html');
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('Canh Thôn');
    }
  });

  it('a script that asks for what is not there gets a plain 404', async () => {
    const answer = await get('/nowhere');
    expect([answer.status, await answer.json()]).toMatchObject([404, { errorCode: 'not_found' }]);
  });

  it('pages may load only from here, run no inline script and stand in no frame', async () => {
    const policy = (await get('/', 'text/html')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('publishes its OpenAPI document with every call', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as { paths: Record<string, object> };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/devices', '/api/v1/incidents/{id}/acknowledge', '/api/v1/ack/{token}']),
    );
    expect((await get('/api/docs', 'text/html')).status).toBe(200);
  });

  it('tells whether it lives, whether it can work, and its figures', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toContain('canhthon_http_seconds');
  });
});
