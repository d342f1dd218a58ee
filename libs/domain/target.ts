/** `responsible`: people who act. `households`: the public of a unit, who never hear where a camera is dark. */
export const AUDIENCES = ['responsible', 'households'] as const;
export type Audience = (typeof AUDIENCES)[number];
