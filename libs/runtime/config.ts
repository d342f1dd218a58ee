import type { Static } from 'typebox';
import Value from 'typebox/value';
import { resolve } from 'node:path';
import { ENVIRONMENT, listOf } from './environment.ts';
import { StartError } from './start-error.ts';

type Environment = Static<typeof ENVIRONMENT>;
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The environment, parsed once; nothing else reads `process.env`. */
export interface Config {
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | undefined };
  readonly mqtt: {
    readonly host: string;
    readonly port: number;
    readonly tls: { readonly port: number; readonly certFile: string; readonly keyFile: string } | undefined;
    readonly externalUrl: string | undefined;
  };
  /** Absolute path. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly diskReserveBytes: number;
  readonly admin: { readonly email: string; readonly password: string | undefined };
  /** CIDR networks or single addresses. */
  readonly outboundAllow: readonly string[];
  readonly cameraNetworks: readonly string[];
  /** 32 bytes each, newest first; empty when the key lives in `dataDir`. */
  readonly secretKeys: readonly Buffer[];
  readonly smtp: { readonly url: string | undefined; readonly from: string };
  readonly zalo: {
    readonly openapiBase: string | undefined;
    readonly businessBase: string | undefined;
    readonly oauthBase: string | undefined;
    readonly botBase: string | undefined;
  };
  /** The watcher outside that hears from us while all is well. */
  readonly deadMan: { readonly url: string; readonly everyMs: number } | undefined;
  /** What lies under the health map; browsers fetch it from there. */
  readonly map: {
    readonly kind: 'raster' | 'pmtiles' | null;
    readonly url: string | null;
    readonly attribution: string | null;
  };
  readonly securityLogDays: number;
  /** How many days each kind of history is kept. */
  readonly retention: { readonly rawDays: number; readonly hourlyDays: number; readonly historyDays: number };
  readonly logLevel: LogLevel;
}

/** Every fault of the environment at once, one sentence each; values are never repeated (they may be secrets). */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads the environment. An empty variable counts as not set. Throws ConfigError. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(ENVIRONMENT.properties)
      .map((name) => [name, env[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const values = Value.Default(ENVIRONMENT, Value.Convert(ENVIRONMENT, given)) as Environment;
  const faults = [...faultsOfVariables(values), ...faultsBetweenVariables(values)];
  if (faults.length > 0) throw new ConfigError(faults);
  return shape(values);
}

function faultsOfVariables(values: unknown): string[] {
  const names = new Set(Value.Errors(ENVIRONMENT, values).map((error) => error.instancePath.split('/')[1] ?? ''));
  return [...names].map((name) => {
    const { expected } = ENVIRONMENT.properties[name as keyof Environment] as unknown as { expected: string };
    return `${name} must be ${expected}`;
  });
}

function faultsBetweenVariables(values: Environment): string[] {
  const faults: string[] = [];
  if ((values.MQTT_TLS_CERT === undefined) !== (values.MQTT_TLS_KEY === undefined)) {
    faults.push('MQTT_TLS_CERT and MQTT_TLS_KEY must be set together');
  }
  if (values.MAP_RASTER_URL !== undefined && values.MAP_PMTILES_URL !== undefined) {
    faults.push('MAP_RASTER_URL and MAP_PMTILES_URL must not be set together');
  }
  if (values.RETENTION_HOURLY_DAYS < values.RETENTION_RAW_DAYS) {
    faults.push('RETENTION_HOURLY_DAYS must not be less than RETENTION_RAW_DAYS');
  }
  return faults;
}

function shape(values: Environment): Config {
  return {
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT, publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') },
    mqtt: { host: values.MQTT_HOST, port: values.MQTT_PORT, tls: tlsOf(values), externalUrl: values.MQTT_URL },
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    diskReserveBytes: values.DISK_RESERVE_MB * 1e6,
    admin: { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD },
    outboundAllow: listOf(values.OUTBOUND_ALLOW),
    cameraNetworks: listOf(values.CAMERA_NETWORKS),
    secretKeys: listOf(values.SECRET_KEY).map((key) => Buffer.from(key, 'base64')),
    smtp: { url: values.SMTP_URL, from: values.SMTP_FROM },
    zalo: {
      openapiBase: values.ZALO_OPENAPI_BASE,
      businessBase: values.ZALO_BUSINESS_BASE,
      oauthBase: values.ZALO_OAUTH_BASE,
      botBase: values.ZALO_BOT_BASE,
    },
    deadMan: deadManOf(values),
    map: mapOf(values),
    securityLogDays: values.SECURITY_LOG_DAYS,
    retention: {
      rawDays: values.RETENTION_RAW_DAYS,
      hourlyDays: values.RETENTION_HOURLY_DAYS,
      historyDays: values.RETENTION_HISTORY_DAYS,
    },
    logLevel: values.LOG_LEVEL,
  };
}

function deadManOf({ DEADMAN_URL: url, DEADMAN_EVERY_SECONDS: seconds }: Environment): Config['deadMan'] {
  return url === undefined ? undefined : { url, everyMs: seconds * 1000 };
}

function mapOf({ MAP_RASTER_URL, MAP_PMTILES_URL, MAP_ATTRIBUTION }: Environment): Config['map'] {
  const kind = MAP_RASTER_URL !== undefined ? 'raster' : MAP_PMTILES_URL !== undefined ? 'pmtiles' : null;
  return { kind, url: MAP_RASTER_URL ?? MAP_PMTILES_URL ?? null, attribution: MAP_ATTRIBUTION ?? null };
}

function tlsOf(values: Environment): Config['mqtt']['tls'] {
  if (values.MQTT_TLS_CERT === undefined || values.MQTT_TLS_KEY === undefined) return undefined;
  return { port: values.MQTT_TLS_PORT, certFile: values.MQTT_TLS_CERT, keyFile: values.MQTT_TLS_KEY };
}

/** For processes that run apart from their database. Throws StartError. */
export function requireDatabaseUrl(config: Config): string {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  throw new StartError('DATABASE_URL must be set: only "npm start" brings its own database.');
}
