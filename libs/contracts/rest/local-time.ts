/** A day as people write it in a form: `YYYY-MM-DD`. Beside `@IsISO8601({ strict: true })`, which knows the calendar. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `HH:MM`, 00:00 to 23:59. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
