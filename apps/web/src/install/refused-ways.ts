import type { NewDevice } from '../api/shapes.ts';
import type { Problem } from './queue.ts';

/** A place that stands in the way, or is offered. */
export interface OfferedPlace {
  readonly id: string;
  readonly name: string;
  readonly metres: number | null;
}

/** What can be done about a refusal, besides changing it by hand and letting it go. */
export interface Ways {
  readonly places: readonly OfferedPlace[];
  readonly canBeSeparate: boolean;
  readonly canDropSticker: boolean;
}

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const textIn = (of: Loose, name: string): string => (typeof of[name] === 'string' ? of[name] : '');

export function waysOut({ code, details }: Problem, body: NewDevice): Ways {
  const given = isRecord(details) ? details : {};
  const near = ['sites', 'places', 'near'].flatMap((name) =>
    Array.isArray(given[name]) ? (given[name] as unknown[]) : [],
  );
  const bound = ['site', 'place'].flatMap((name) => (isRecord(given[name]) ? [given[name]] : []));
  const places = [...near, ...bound].filter(isRecord).flatMap((place): OfferedPlace[] => {
    const id = textIn(place, 'id');
    const words = [textIn(place, 'name'), textIn(place, 'landmark'), textIn(place, 'code')];
    const metres = typeof place['metres'] === 'number' ? place['metres'] : null;
    return id === '' ? [] : [{ id, name: words.find((word) => word !== '') ?? id, metres }];
  });
  return {
    places,
    canBeSeparate: code === 'place_near',
    canDropSticker: code.startsWith('sticker_') && 'sticker' in body,
  };
}

/** Hangs it at an existing place: that knows where it is. */
export const atPlace = (siteId: string): Partial<NewDevice> =>
  ({
    siteId,
    unitId: undefined,
    latitude: undefined,
    longitude: undefined,
    landmark: undefined,
    separatePlace: undefined,
  }) as unknown as Partial<NewDevice>;

export const WITHOUT_STICKER = { sticker: undefined } as unknown as Partial<NewDevice>;
