import Type from 'typebox';
import ipaddr from 'ipaddr.js';

const isCidrList = (text: string) => listOf(text).every((item) => ipaddr.isValidCIDR(item) || ipaddr.isValid(item));
const isKeyList = (text: string) =>
  listOf(text).length > 0 && listOf(text).every((item) => Buffer.from(item, 'base64').length === 32);
const isUrlOf =
  (...protocols: string[]) =>
  (text: string) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol);

/** A comma or white-space separated list. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((item) => item !== '');
}

/** The same as in the domain, which this room must not know; apps/api checks that they agree. */
const ZALO_SIGNATURES = ['app_id/body', 'app_id/header', 'oa_id/body', 'oa_id/header'];

/** The paid channels of the domain, which this room must not know; the engine checks that they agree. */
const PRICE = /^(?:zalo_template|sms)=\d{1,7}$/;

/** As `templateData` of the engine fills them. */
const SMS_SLOTS = ['noi_dung', 'tinh_trang', 'thoi_gian', 'don_vi', 'thiet_bi', 'lien_ket'];
const smsSlots = (template: string): string[] =>
  [...template.matchAll(/\{([^}:]*)(?::\d{1,3})?\}/g)].map(([, name = '']) => name);

type Words = {
  /** What the variable is for: one line of docs/operating.md. */
  readonly description: string;
  /** The end of the sentence "NAME must be …". */
  readonly expected: string;
  readonly default?: string | number | boolean;
};

const port = (words: Omit<Words, 'expected'>) =>
  Type.Integer({ minimum: 0, maximum: 65_535, expected: 'a port number from 0 to 65535', ...words });
const days = (least: number, words: Omit<Words, 'expected'>) =>
  Type.Integer({
    minimum: least,
    maximum: 36_500,
    expected: `a whole number of days from ${least} to 36500`,
    ...words,
  });
const text = (words: Words) => Type.String({ minLength: 1, ...words });
const checked = (isValid: (value: string) => boolean, words: Words) => Type.Refine(Type.String(words), isValid);
const url = (protocols: string[], description: string, rest: { default?: string } = {}) =>
  checked(isUrlOf(...protocols), {
    description,
    expected: `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    ...rest,
  });
const cidrs = (description: string, fallback: string) =>
  checked(isCidrList, {
    description,
    expected: 'a list of networks such as 192.168.0.0/16,10.1.2.3',
    default: fallback,
  });

/** The environment: every variable the product reads, with its meaning, its default and what it must look like. */
export const ENVIRONMENT = Type.Object({
  HTTP_PORT: port({ description: 'Web pages, REST and live updates; 0 takes any free port', default: 3000 }),
  HTTP_HOST: text({ description: 'Address the web server listens on', expected: 'an address', default: '0.0.0.0' }),
  PUBLIC_URL: Type.Optional(
    url(['http:', 'https:'], 'Address under which people reach the web pages; used in messages'),
  ),
  MQTT_PORT: port({ description: 'MQTT for devices; 0 takes any free port', default: 1883 }),
  MQTT_HOST: text({ description: 'Address the MQTT server listens on', expected: 'an address', default: '0.0.0.0' }),
  MQTT_DOORS: Type.Integer({
    minimum: 1,
    maximum: 64,
    expected: 'a whole number from 1 to 64',
    description: 'Processes of the `broker` role behind its ports; each has an `HTTP_PORT` of its own, counted up',
    default: 1,
  }),
  MQTT_TLS_PORT: port({ description: 'MQTT over TLS, when a certificate is set', default: 8883 }),
  MQTT_TLS_CERT: Type.Optional(
    text({ description: 'Certificate file (PEM) for MQTT over TLS', expected: 'a file name' }),
  ),
  MQTT_TLS_KEY: Type.Optional(
    text({ description: 'Private key file (PEM) for MQTT over TLS', expected: 'a file name' }),
  ),
  MQTT_URL: Type.Optional(
    url(['mqtt:', 'mqtts:'], 'External MQTT 5 broker to use instead of the built-in one, with user and password'),
  ),
  MQTT_CLIENT_ID: Type.Optional(
    text({
      description:
        'How this process is known to the external broker: the same after a restart, another in each process',
      expected: 'a name',
    }),
  ),
  DATA_DIR: text({
    description: 'Folder of the built-in database, keys and files',
    expected: 'a folder',
    default: './data',
  }),
  DATABASE_URL: Type.Optional(
    url(
      ['postgres:', 'postgresql:'],
      'External PostgreSQL (15 or newer) instead of the built-in one; the server itself, no pooler between',
    ),
  ),
  DATABASE_POOL_URL: Type.Optional(
    url(
      ['postgres:', 'postgresql:'],
      'A pooler before that PostgreSQL (PgBouncer, transaction mode), for all but listening, migrating and what doors write',
    ),
  ),
  DISK_RESERVE_MB: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    description: 'With less than this free on the disk of the built-in database nothing more is stored; 0 turns it off',
    expected: 'a number of megabytes from 0 up',
    default: 200,
  }),
  ADMIN_EMAIL: checked((value) => /^[^@\s]+@[^@\s]+$/.test(value), {
    description: 'E-mail of the first administrator',
    expected: 'an e-mail address',
    default: 'admin@canhthon.local',
  }),
  ADMIN_PASSWORD: Type.Optional(
    Type.String({
      minLength: 10,
      description: 'Password of the first administrator; without it one is made up and printed once',
      expected: 'at least 10 characters',
    }),
  ),
  OUTBOUND_ALLOW: cidrs('Networks the server may call besides the public internet (adds)', ''),
  CAMERA_NETWORKS: cidrs(
    'Networks cameras may be in (replaces the private ranges)',
    '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7',
  ),
  SECRET_KEY: Type.Optional(
    checked(isKeyList, {
      description: 'Keys for secrets at rest, newest first; without it one is created in DATA_DIR',
      expected: 'one or more keys of 32 bytes in base64, separated by commas',
    }),
  ),
  SMTP_URL: Type.Optional(url(['smtp:', 'smtps:'], 'Mail server; without it no e-mail is sent')),
  SMTP_FROM: text({
    description: 'Sender of e-mails',
    expected: 'a sender',
    default: 'Canh Thôn <canhthon@localhost>',
  }),
  CHANNEL_PRICES: Type.Optional(
    checked((value) => listOf(value).every((item) => PRICE.test(item)), {
      description: 'What one message costs in đồng, for paid channels: `zalo_template=800,sms=850`',
      expected: 'a list such as zalo_template=800,sms=850',
    }),
  ),
  CHANNEL_BUDGET_DONG: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1e12,
      description: 'What paid messages may cost in a month; when it is spent paid channels carry critical ones only',
      expected: 'a whole number of đồng',
    }),
  ),
  PUSH_SUBJECT: Type.Optional(
    checked(isUrlOf('mailto:', 'https:'), {
      description: 'Where push services reach whoever runs this server; without it PUBLIC_URL (https) or ADMIN_EMAIL',
      expected: 'an address that begins with mailto: or https://',
    }),
  ),
  ESMS_API_KEY: Type.Optional(text({ description: 'ApiKey of eSMS; SMS is off without it', expected: 'a key' })),
  ESMS_SECRET_KEY: Type.Optional(text({ description: 'SecretKey of eSMS', expected: 'a key' })),
  ESMS_BRANDNAME: Type.Optional(text({ description: 'Brandname that messages come from', expected: 'a name' })),
  ESMS_TEMPLATE: Type.Optional(
    checked((value) => smsSlots(value).every((name) => SMS_SLOTS.includes(name)), {
      description:
        'Text registered with the carriers, its variables as `{name}` or `{name:40}` with their most characters',
      expected: `a text with variables of ${SMS_SLOTS.join(', ')} only`,
    }),
  ),
  ESMS_UNICODE: Type.Boolean({
    description: 'The registered text has Vietnamese diacritics',
    expected: 'true or false',
    default: false,
  }),
  ESMS_SANDBOX: Type.Boolean({
    description: 'eSMS checks messages and neither sends nor bills them',
    expected: 'true or false',
    default: false,
  }),
  ESMS_BASE: url(['http:', 'https:'], 'Address of eSMS', { default: 'https://rest.esms.vn' }),
  ZALO_OPENAPI_BASE: Type.Optional(url(['http:', 'https:'], 'Zalo OpenAPI address; Zalo is off without it')),
  ZALO_BUSINESS_BASE: Type.Optional(url(['http:', 'https:'], 'Zalo business API address')),
  ZALO_OAUTH_BASE: Type.Optional(url(['http:', 'https:'], 'Zalo OAuth address')),
  ZALO_BOT_BASE: Type.Optional(url(['http:', 'https:'], 'Zalo bot API address')),
  ZALO_APP_ID: Type.Optional(text({ description: 'Id of the Zalo app', expected: 'the id of an app' })),
  ZALO_APP_SECRET: Type.Optional(text({ description: 'Secret key of the Zalo app', expected: 'a secret key' })),
  ZALO_OA_ID: Type.Optional(text({ description: 'Id of the Official Account', expected: 'the id of an account' })),
  ZALO_OA_SECRET_KEY: Type.Optional(
    text({
      description: 'OA Secret Key of the webhook settings; without it nothing that comes in is believed',
      expected: 'a secret key',
    }),
  ),
  ZALO_CODE_VERIFIER: Type.Optional(
    text({
      description:
        'PKCE verifier whose challenge is saved in the console; without it consent codes cannot be exchanged',
      expected: 'a text of 43 characters',
    }),
  ),
  ZALO_SIGNATURE: Type.Optional(
    checked((value) => ZALO_SIGNATURES.includes(value), {
      description: 'Which signature the webhook carries, once the log has told: id first and place of the time',
      expected: ZALO_SIGNATURES.join(', '),
    }),
  ),
  ZALO_TEMPLATE_ID: Type.Optional(
    text({ description: 'Approved ZBS template for messages to one person', expected: 'the id of a template' }),
  ),
  ZALO_VERIFIER_FILE: Type.Optional(
    text({ description: 'The zalo_verifier….html file that proves the domain', expected: 'a file name' }),
  ),
  ZALO_MESSAGES_A_MINUTE: Type.Integer({
    minimum: 4,
    maximum: 4000,
    description: 'Messages a minute to groups of the Official Account; less than its package allows',
    expected: 'a whole number from 4 to 4000',
    default: 60,
  }),
  ZALO_BOT_TOKEN: Type.Optional(
    checked((value) => /^\S+$/.test(value), { description: 'Token of the Zalo bot', expected: 'a token' }),
  ),
  ZALO_BOT_WEBHOOK_SECRET: Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 256,
      description: 'What the Zalo bot’s webhook has to carry; without it nothing that comes in is believed',
      expected: '8 to 256 characters',
    }),
  ),
  ZALO_BOT_LINK: Type.Optional(url(['https:'], 'Share link with which a group leader adds the bot')),
  MAP_RASTER_URL: Type.Optional(
    checked(
      (value) => isUrlOf('http:', 'https:')(value) && ['{z}', '{x}', '{y}'].every((part) => value.includes(part)),
      {
        description: 'Image tiles under the health map, such as https://tiles.example.org/{z}/{x}/{y}.png',
        expected: 'an address that begins with http:// or https:// and contains {z}, {x} and {y}',
      },
    ),
  ),
  MAP_PMTILES_URL: Type.Optional(
    url(['http:', 'https:'], 'One PMTiles file with image tiles under the health map, instead of MAP_RASTER_URL'),
  ),
  MAP_ATTRIBUTION: Type.Optional(text({ description: 'Whose map it is: shown in its corner', expected: 'a text' })),
  DEADMAN_URL: Type.Optional(
    url(['http:', 'https:'], 'Called at intervals while all is well, so that a watcher outside notices when it is not'),
  ),
  DEADMAN_EVERY_SECONDS: Type.Integer({
    minimum: 10,
    maximum: 86_400,
    description: 'How often DEADMAN_URL is called, in seconds',
    expected: 'a number of seconds from 10 to 86400',
    default: 60,
  }),
  SECURITY_LOG_DAYS: Type.Integer({
    minimum: 1,
    maximum: 3_650,
    description: 'How long the security log is kept, in days',
    expected: 'a number of days from 1 to 3650',
    default: 90,
  }),
  RETENTION_RAW_DAYS: days(2, { description: 'Days for which every reading of a device is kept', default: 30 }),
  RETENTION_HOURLY_DAYS: days(2, { description: 'Days for which hourly figures are kept', default: 730 }),
  RETENTION_HISTORY_DAYS: days(31, {
    description: 'Days for which changes of health, incidents and messages are kept',
    default: 1827,
  }),
  LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const).map((level) => Type.Literal(level)),
    {
      description: 'How much is logged',
      expected: 'fatal, error, warn, info, debug, trace or silent',
      default: 'info',
    },
  ),
});
