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
