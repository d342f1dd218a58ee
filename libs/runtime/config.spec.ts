import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './config.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      http: { port: 3000 },
      mqtt: { port: 1883, doors: 1, tls: undefined, externalUrl: undefined },
      databaseUrl: undefined,
      admin: { email: 'admin@canhthon.local', password: undefined },
      outboundAllow: [],
      logLevel: 'info',
    });
    expect(config.dataDir).toMatch(/^\/.*\/data$/);
    expect(config.cameraNetworks).toContain('192.168.0.0/16');
  });

  it('reads numbers, lists and keys', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const config = loadConfig({
      HTTP_PORT: ' 8080 ',
      OUTBOUND_ALLOW: '127.0.0.0/8, ::1',
      CAMERA_NETWORKS: '10.9.0.0/16',
      SECRET_KEY: `${key},${key}`,
      PUBLIC_URL: 'https://canhthon.example/',
    });
    expect(config.http).toMatchObject({ port: 8080, publicUrl: 'https://canhthon.example' });
    expect(config.outboundAllow).toEqual(['127.0.0.0/8', '::1']);
    expect(config.cameraNetworks).toEqual(['10.9.0.0/16']);
    expect(config.secretKeys.map((bytes) => bytes.length)).toEqual([32, 32]);
  });

  it('knows what lies under the map, and one thing at most', () => {
    expect(loadConfig({}).map).toEqual({ kind: null, url: null, attribution: null });
    const url = 'https://tiles.example.org/{z}/{x}/{y}.png';
    expect(loadConfig({ MAP_RASTER_URL: url }).map).toMatchObject({ kind: 'raster', url });
    const file = 'https://maps.example.org/north.pmtiles';
    expect(loadConfig({ MAP_PMTILES_URL: file }).map).toMatchObject({ kind: 'pmtiles', url: file });
    expect(faultsOf({ MAP_RASTER_URL: 'https://tiles.example.org/' })).toEqual([
      'MAP_RASTER_URL must be an address that begins with http:// or https:// and contains {z}, {x} and {y}',
    ]);
    expect(faultsOf({ MAP_RASTER_URL: url, MAP_PMTILES_URL: file })).toEqual([
      'MAP_RASTER_URL and MAP_PMTILES_URL must not be set together',
    ]);
  });

  it('reads what paid messages cost, and wants prices for a budget', () => {
    expect(loadConfig({}).spending).toEqual({ prices: {}, budgetDong: null });
    expect(
      loadConfig({ CHANNEL_PRICES: 'zalo_template=800, sms=850', CHANNEL_BUDGET_DONG: '500000' }).spending,
    ).toEqual({
      prices: { zalo_template: 800, sms: 850 },
      budgetDong: 500_000,
    });
    expect(faultsOf({ CHANNEL_BUDGET_DONG: '1' })).toEqual(['CHANNEL_BUDGET_DONG needs CHANNEL_PRICES']);
    expect(faultsOf({ CHANNEL_PRICES: 'webhook=1' })).toEqual([
      'CHANNEL_PRICES must be a list such as zalo_template=800,sms=850',
    ]);
  });

  it('takes an empty variable as not set', () => {
    expect(loadConfig({ HTTP_PORT: '', DATABASE_URL: '  ' })).toMatchObject({
      http: { port: 3000 },
      databaseUrl: undefined,
    });
  });

  it('tells every fault at once, and never a value', () => {
    const faults = faultsOf({
      HTTP_PORT: 'eighty',
      MQTT_PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db',
      OUTBOUND_ALLOW: 'everything',
      SECRET_KEY: 'c2hvcnQ=',
      LOG_LEVEL: 'loud',
      ADMIN_EMAIL: 'nobody',
      ADMIN_PASSWORD: 'short',
      MQTT_TLS_CERT: 'cert.pem',
    });
    expect(faults).toHaveLength(9);
    expect(faults).toContain('HTTP_PORT must be a port number from 0 to 65535');
    expect(faults).toContain('MQTT_TLS_CERT and MQTT_TLS_KEY must be set together');
    expect(faults.join()).not.toContain('hunter2');
  });
});
