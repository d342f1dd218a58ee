/** As the server takes it (bytes). */
const LARGEST = 4 * 1024 * 1024;

export type Unusable = 'tooLarge' | 'notGeoJson';

/** Many units' boundaries, named in the file, or one area. `body`: as the REST API takes it. */
export interface BoundaryFile {
  readonly kind: 'collection' | 'area';
  readonly body: object;
}

export async function readBoundaryFile(file: File): Promise<BoundaryFile | Unusable> {
  if (file.size > LARGEST) return 'tooLarge';
  try {
    return boundaryFileOf(JSON.parse(await file.text()) as unknown);
  } catch {
    return 'notGeoJson';
  }
}

/** A FeatureCollection, one Feature, or a bare geometry; what is in them the server checks. */
export function boundaryFileOf(content: unknown): BoundaryFile | Unusable {
  const { type, geometry } = (content ?? {}) as { readonly type?: unknown; readonly geometry?: unknown };
  if (type === 'FeatureCollection') return { kind: 'collection', body: content as object };
  if (type === 'Feature' && isArea(geometry)) return { kind: 'area', body: { geometry } };
  return isArea(content) ? { kind: 'area', body: { geometry: content } } : 'notGeoJson';
}

const isArea = (geometry: unknown): boolean =>
  ['Polygon', 'MultiPolygon'].includes(String((geometry as { readonly type?: unknown } | null)?.type));
