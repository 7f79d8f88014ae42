// @ts-nocheck
import { fileURLToPath } from 'node:url';

/** Where pictures of every step go. */
export const ARTIFACTS = fileURLToPath(new URL('../../artifacts/e2e/', import.meta.url));
