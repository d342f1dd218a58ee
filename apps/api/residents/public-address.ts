import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { encode } from 'uqr';
import { type Config, CONFIG } from '#libs/runtime';

export interface PublicAddress {
  readonly url: string;
  /** False: it is only the address the request came by. */
  readonly isLasting: boolean;
  readonly svg: string;
}

/** The addresses that stand on labels and boards. */
@Injectable()
export class PublicAddresses {
  readonly #base: string | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    this.#base = config.http.publicUrl;
  }

  /** @param path begins with a slash */
  of(path: string, request: Request): PublicAddress {
    const base = this.#base ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    const url = base + path;
    return { url, isLasting: this.#base !== undefined, svg: qrSvg(url) };
  }
}

/** Light modules around the code, as its standard asks for. */
const QUIET = 4;

/** A code that is still read when a quarter of it is scratched or dirty; one path, black on white. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'Q', border: QUIET });
  const runs = data.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${runs.join('')}"/></svg>`
  );
}

/** `[start, length]` of each run of dark modules. */
export function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
