import Type from 'typebox';

/** Changes at each start of the device; any printable word without spaces. */
export const BootId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[!-~]*$' });
/** Text a person chose. Control characters are never wanted. */
export const Words = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
