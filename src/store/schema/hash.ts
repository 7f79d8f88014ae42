import * as z from 'zod/v4';

/** SHA-256, in small hexadecimal digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
