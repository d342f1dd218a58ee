import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '#libs/runtime';
import { pageHeaders } from './security-headers.ts';

function policyWith(env: Record<string, string>): string {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  pageHeaders(loadConfig(env))(request, response, (error?: unknown) => {
    if (error !== undefined) throw new Error('no headers', { cause: error });
  });
  return String(response.getHeader('content-security-policy'));
}

describe('where pages may connect', () => {
  it('is here alone', () => {
    expect(policyWith({})).toContain("connect-src 'self';");
  });

  it('and the origin of the map under the map, when there is one', () => {
    const raster = policyWith({ MAP_RASTER_URL: 'https://tiles.example.org/a/{z}/{x}/{y}.png?key=1' });
    expect(raster).toContain("connect-src 'self' https://tiles.example.org;");
    expect(policyWith({ MAP_PMTILES_URL: 'http://127.0.0.1:8080/north.pmtiles' })).toContain(
      "connect-src 'self' http://127.0.0.1:8080;",
    );
    expect(raster).toContain("default-src 'none'");
  });
});
