import * as z from 'zod/v4-mini';

/** SHA-256, in small hexadecimal digits. */
export const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
