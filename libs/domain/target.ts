export const CHANNELS = ['zalo_gmf', 'zalo_bot', 'zalo_template', 'web_push', 'email', 'sms', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `responsible`: people who act. `households`: the public of a unit, who never hear where a camera is dark. */
export const AUDIENCES = ['responsible', 'households'] as const;
export type Audience = (typeof AUDIENCES)[number];
