/** As people call a thing: "Hikvision DS-2CD2043 (DS2CD2043G2)"; null: nothing is known of it. */
export function hardwareName(thing: {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
}): string | null {
  const made = [thing.manufacturer, thing.model].filter(Boolean).join(' ');
  const number = thing.serial ?? thing.mac;
  if (made === '') return number;
  return number === null ? made : `${made} (${number})`;
}

/** Serial numbers are typed from labels: case and blanks mean nothing. */
export const normalizeSerial = (serial: string): string => serial.normalize('NFC').replace(/\s+/gu, '').toUpperCase();

/** `AA-BB-CC-DD-EE-FF`, `aabb.ccdd.eeff` → `aa:bb:cc:dd:ee:ff`. The caller has checked that it has twelve digits. */
export const normalizeMac = (mac: string): string =>
  (
    mac
      .toLowerCase()
      .replace(/[^0-9a-f]/g, '')
      .match(/../g) ?? []
  ).join(':');
