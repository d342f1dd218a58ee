/** `0912 345-678` → `0912345678`; null and undefined stay. */
export const tidyPhone = <Given extends string | null | undefined>(phone: Given): Given =>
  (typeof phone === 'string' ? phone.replace(/[ .-]/g, '') : phone) as Given;
