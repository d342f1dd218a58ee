import type { IncomingHttpHeaders } from 'node:http';

/** One call as it reached the fake. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Bytes as received. */
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly type: 'json' | 'html';
  readonly body: string;
}

export type Json = Readonly<Record<string, unknown>>;

export const json = (body: Json, status = 200): Answer => ({ status, type: 'json', body: JSON.stringify(body) });
export const html = (status: number, title: string): Answer => ({
  status,
  type: 'html',
  body: `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`,
});
/** Zalo's OA and ZBS answers are HTTP 200 whatever happened; `error` tells. */
export const success = (data: unknown): Answer => json({ error: 0, message: 'Success', data });
export const refused = (error: number, message: string): Answer => json({ error, message });

/** Null: not an object in JSON. */
export function readObject(body: Buffer): Json | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

export const objectIn = (from: Json | null, name: string): Json => {
  const value = from?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
};
export const textIn = (from: Json, name: string): string => {
  const value = from[name];
  return typeof value === 'string' ? value : '';
};
export const textsIn = (from: Json, name: string): string[] => {
  const value = from[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};
