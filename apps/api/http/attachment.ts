/** RFC 6266: the name as it is, and one that any old program understands. */
export const attachment = (name: string): string =>
  `attachment; filename="canh-thon${/\.\w+$/.exec(name)?.[0] ?? ''}"; filename*=UTF-8''${encodeURIComponent(name)}`;
