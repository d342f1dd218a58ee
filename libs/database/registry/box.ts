/** West, south, east, north in degrees. West greater than east: over the date line. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Site `s` lies in the box, as an SQL condition. */
export function inBox(box: Box, bind: (value: unknown) => string): string {
  const [west, south, east, north] = [box.west, box.south, box.east, box.north].map((degrees) => bind(degrees));
  const across = box.west > box.east ? 'OR' : 'AND';
  return `(s.latitude BETWEEN ${south} AND ${north} AND (s.longitude >= ${west} ${across} s.longitude <= ${east}))`;
}
