import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SourcePoint {
  readonly lat: number;
  readonly lon: number;
}

export interface SourceCommune {
  readonly code: string;
  readonly name: string;
  readonly valid_from: string;
  /** Longitude, latitude. */
  readonly centroid: readonly [number, number];
}

export interface SourceFormerUnit {
  readonly code: string;
  readonly name: string;
  readonly valid_to: string;
  readonly main_successor: string;
  readonly point: SourcePoint;
  readonly villages: readonly string[];
}

/** The facts we have about Đan Phượng, with their sources and licences; see the file itself. */
export interface SourceFile {
  readonly licences: Readonly<Record<string, string>>;
  readonly former_district: { readonly code: string; readonly name: string; readonly valid_to: string };
  readonly current_units: readonly SourceCommune[];
  readonly former_units: readonly SourceFormerUnit[];
}

const RELATIVE_PATH = 'apps/simulator/data/dan-phuong.json';

/** The file stays where the sources are, also when the compiled program runs from `dist`. */
export function readSourceFile(): SourceFile {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const path = join(folder, RELATIVE_PATH);
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as SourceFile;
    if (folder === dirname(folder)) throw new Error(`The simulated district needs ${RELATIVE_PATH}`);
  }
}
