/** MQTT 3.1.1 packets as bytes, also the wrong ones that no client library would build. For tests. */
const text = (value: string | Buffer): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const remaining = (length: number): Buffer => {
  const bytes: number[] = [];
  let rest = length;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Buffer.from(bytes);
};

export const packet = (firstByte: number, ...body: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(body);
  return Buffer.concat([Buffer.from([firstByte]), remaining(content.length), content]);
};

export interface ConnectWish {
  readonly clientId: string | Buffer;
  readonly username?: string | Buffer | undefined;
  readonly password?: string | Buffer | undefined;
  readonly keepAlive?: number;
  readonly clean?: boolean;
  readonly will?: {
    readonly topic: string | Buffer;
    readonly payload: string;
    readonly qos?: number;
    readonly retain?: boolean;
  };
  readonly protocol?: string;
  readonly level?: number;
  readonly extraFlags?: number;
}

export function connect(wish: ConnectWish): Buffer {
  const { will } = wish;
  let flags = (wish.clean ?? true) ? 0x02 : 0;
  if (will !== undefined) flags |= 0x04 | ((will.qos ?? 0) << 3) | (will.retain === true ? 0x20 : 0);
  if (wish.username !== undefined) flags |= 0x80;
  if (wish.password !== undefined) flags |= 0x40;
  const keepAlive = wish.keepAlive ?? 60;
  return packet(
    0x10,
    text(wish.protocol ?? 'MQTT'),
    Buffer.from([wish.level ?? 4, flags | (wish.extraFlags ?? 0), keepAlive >> 8, keepAlive & 0xff]),
    text(wish.clientId),
    ...(will === undefined ? [] : [text(will.topic), text(will.payload)]),
    ...(wish.username === undefined ? [] : [text(wish.username)]),
    ...(wish.password === undefined ? [] : [text(wish.password)]),
  );
}

export function publish(
  topic: string | Buffer,
  payload: string | Buffer,
  options: { readonly qos?: 0 | 1 | 2; readonly id?: number; readonly retain?: boolean } = {},
): Buffer {
  const qos = options.qos ?? 0;
  const id = Buffer.alloc(qos > 0 ? 2 : 0);
  if (qos > 0) id.writeUInt16BE(options.id ?? 1);
  return packet(0x30 | (qos << 1) | (options.retain === true ? 1 : 0), text(topic), id, Buffer.from(payload));
}

export const subscribe = (id: number, ...filters: readonly (string | Buffer)[]): Buffer =>
  packet(0x82, Buffer.from([id >> 8, id & 0xff]), ...filters.flatMap((filter) => [text(filter), Buffer.from([1])]));

export const PINGREQ = packet(0xc0);
export const DISCONNECT = packet(0xe0);
export const PINGRESP = Buffer.from([0xd0, 0]);
export const connackOf = (code: number): Buffer => Buffer.from([0x20, 2, 0, code]);
export const pubackOf = (id: number): Buffer => Buffer.from([0x40, 2, id >> 8, id & 0xff]);
