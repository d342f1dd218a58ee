import type { Static } from 'typebox';
import Value from 'typebox/value';
import { hostname } from 'node:os';
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
    /** Processes of the broker role. */
    readonly doors: number;
    readonly tls: { readonly port: number; readonly certFile: string; readonly keyFile: string } | undefined;
    readonly externalUrl: string | undefined;
    /** Ours, at the external broker. */
    readonly clientId: string;
  };
  /** Absolute path. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** A pooler in transaction mode before that server. */
  readonly databasePoolUrl: string | undefined;
  readonly diskReserveBytes: number;
  readonly admin: { readonly email: string; readonly password: string | undefined };
  /** CIDR networks or single addresses. */
  readonly outboundAllow: readonly string[];
  readonly cameraNetworks: readonly string[];
  /** 32 bytes each, newest first; empty when the key lives in `dataDir`. */
  readonly secretKeys: readonly Buffer[];
  readonly smtp: { readonly url: string | undefined; readonly from: string };
  /** đồng a message of each paid channel, and what all of them may cost in a month; null: no limit. */
  readonly spending: { readonly prices: Readonly<Record<string, number>>; readonly budgetDong: number | null };
  readonly esms:
    | {
        readonly base: string;
        readonly apiKey: string;
        readonly secretKey: string;
        readonly brandname: string;
        readonly template: string;
        readonly unicode: boolean;
        readonly sandbox: boolean;
      }
    | undefined;
  /** `mailto:` or `https:`. */
  readonly pushSubject: string;
  readonly zalo: {
    readonly openapiBase: string | undefined;
    readonly businessBase: string | undefined;
    readonly oauthBase: string | undefined;
    readonly botBase: string | undefined;
    readonly appId: string | undefined;
    readonly appSecret: string | undefined;
    readonly oaId: string | undefined;
    readonly oaSecretKey: string | undefined;
    readonly codeVerifier: string | undefined;
    readonly signature: string | undefined;
    readonly templateId: string | undefined;
    readonly verifierFile: string | undefined;
    /** To groups of the Official Account. */
    readonly messagesAMinute: number;
    readonly botToken: string | undefined;
    readonly botWebhookSecret: string | undefined;
    readonly botLink: string | undefined;
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
  if (values.DATABASE_POOL_URL !== undefined && values.DATABASE_URL === undefined) {
    faults.push('DATABASE_POOL_URL needs DATABASE_URL: the server itself');
  }
  if ((values.MQTT_TLS_CERT === undefined) !== (values.MQTT_TLS_KEY === undefined)) {
    faults.push('MQTT_TLS_CERT and MQTT_TLS_KEY must be set together');
  }
  if (values.ZALO_OPENAPI_BASE !== undefined) {
    const missing = (['ZALO_OAUTH_BASE', 'ZALO_APP_ID', 'ZALO_APP_SECRET'] as const).filter(
      (name) => values[name] === undefined,
    );
    if (missing.length > 0) faults.push(`ZALO_OPENAPI_BASE needs ${missing.join(', ')}`);
  }
  if ((values.ZALO_BOT_BASE === undefined) !== (values.ZALO_BOT_TOKEN === undefined)) {
    faults.push('ZALO_BOT_BASE and ZALO_BOT_TOKEN must be set together');
  }
  if (values.CHANNEL_BUDGET_DONG !== undefined && values.CHANNEL_PRICES === undefined) {
    faults.push('CHANNEL_BUDGET_DONG needs CHANNEL_PRICES');
  }
  if (values.ESMS_API_KEY !== undefined) {
    const missing = (['ESMS_SECRET_KEY', 'ESMS_BRANDNAME', 'ESMS_TEMPLATE'] as const).filter(
      (name) => values[name] === undefined,
    );
    if (missing.length > 0) faults.push(`ESMS_API_KEY needs ${missing.join(', ')}`);
  }
  if (values.MAP_RASTER_URL !== undefined && values.MAP_PMTILES_URL !== undefined) {
    faults.push('MAP_RASTER_URL and MAP_PMTILES_URL must not be set together');
  }
  if (values.RETENTION_HOURLY_DAYS < values.RETENTION_RAW_DAYS) {
    faults.push('RETENTION_HOURLY_DAYS must not be less than RETENTION_RAW_DAYS');
  }
  if (values.MQTT_URL !== undefined && values.MQTT_DOORS > 1) {
    faults.push('MQTT_DOORS is for the built-in broker; with MQTT_URL start several processes of the broker role');
  }
  return faults;
}

function shape(values: Environment): Config {
  return {
    http: { host: values.HTTP_HOST, port: values.HTTP_PORT, publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') },
    mqtt: {
      ...{ host: values.MQTT_HOST, port: values.MQTT_PORT, doors: values.MQTT_DOORS },
      ...{ tls: tlsOf(values), externalUrl: values.MQTT_URL },
      clientId: values.MQTT_CLIENT_ID ?? `canhthon-${hostname()}`,
    },
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databasePoolUrl: values.DATABASE_POOL_URL,
    diskReserveBytes: values.DISK_RESERVE_MB * 1e6,
    admin: { email: values.ADMIN_EMAIL, password: values.ADMIN_PASSWORD },
    outboundAllow: listOf(values.OUTBOUND_ALLOW),
    cameraNetworks: listOf(values.CAMERA_NETWORKS),
    secretKeys: listOf(values.SECRET_KEY).map((key) => Buffer.from(key, 'base64')),
    smtp: { url: values.SMTP_URL, from: values.SMTP_FROM },
    spending: { prices: pricesOf(values.CHANNEL_PRICES), budgetDong: values.CHANNEL_BUDGET_DONG ?? null },
    esms: esmsOf(values),
    pushSubject: pushSubjectOf(values),
    zalo: zaloOf(values),
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

const pricesOf = (text: string | undefined): Readonly<Record<string, number>> =>
  Object.fromEntries(
    listOf(text)
      .map((item) => item.split('='))
      .map(([channel = '', price]) => [channel, Number(price)]),
  );

const bare = (url: string | undefined): string | undefined => url?.replace(/\/+$/, '');

function esmsOf(values: Environment): Config['esms'] {
  const { ESMS_API_KEY: apiKey, ESMS_SECRET_KEY: secretKey } = values;
  const { ESMS_BRANDNAME: brandname, ESMS_TEMPLATE: template } = values;
  if (apiKey === undefined || secretKey === undefined || brandname === undefined || template === undefined)
    return undefined;
  const base = values.ESMS_BASE.replace(/\/+$/, '');
  return { base, apiKey, secretKey, brandname, template, unicode: values.ESMS_UNICODE, sandbox: values.ESMS_SANDBOX };
}

function pushSubjectOf({ PUSH_SUBJECT, PUBLIC_URL, ADMIN_EMAIL }: Environment): string {
  return PUSH_SUBJECT ?? (PUBLIC_URL?.startsWith('https:') ? PUBLIC_URL : `mailto:${ADMIN_EMAIL}`);
}

function zaloOf(values: Environment): Config['zalo'] {
  return {
    openapiBase: bare(values.ZALO_OPENAPI_BASE),
    businessBase: bare(values.ZALO_BUSINESS_BASE),
    oauthBase: bare(values.ZALO_OAUTH_BASE),
    botBase: bare(values.ZALO_BOT_BASE),
    appId: values.ZALO_APP_ID,
    appSecret: values.ZALO_APP_SECRET,
    oaId: values.ZALO_OA_ID,
    oaSecretKey: values.ZALO_OA_SECRET_KEY,
    codeVerifier: values.ZALO_CODE_VERIFIER,
    signature: values.ZALO_SIGNATURE,
    templateId: values.ZALO_TEMPLATE_ID,
    verifierFile: values.ZALO_VERIFIER_FILE,
    messagesAMinute: values.ZALO_MESSAGES_A_MINUTE,
    botToken: values.ZALO_BOT_TOKEN,
    botWebhookSecret: values.ZALO_BOT_WEBHOOK_SECRET,
    botLink: values.ZALO_BOT_LINK,
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
