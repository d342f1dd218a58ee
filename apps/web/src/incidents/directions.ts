/**
 * Where a map program finds a place. Phones have programs that answer `geo:`; a browser at a desk has none, so it gets a
 * map on the web.
 */
export function directionsTo(latitude: number, longitude: number, label: string, isPhone: boolean): string {
  const at = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
  return isPhone
    ? `geo:${at}?q=${at}(${encodeURIComponent(label)})`
    : `https://www.openstreetmap.org/?mlat=${latitude.toFixed(6)}&mlon=${longitude.toFixed(6)}#map=18/${latitude.toFixed(6)}/${longitude.toFixed(6)}`;
}

/** Without a mouse: a phone or a tablet. iPhones know no `geo:`. */
export const hasGeoLinks = (): boolean =>
  matchMedia('(pointer: coarse)').matches && !/iPhone|iPad|Macintosh/.test(navigator.userAgent);
