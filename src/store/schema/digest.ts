import * as z from 'zod/v4-mini';
import type { Digest } from '../../domain/drift/digest.ts';
import { digestId, instant, object, tenantId } from './parts.ts';

/** What never changes of a digest; the rest is counted. */
export type StoredDigest = Pick<Digest, 'id' | 'tenantId' | 'at'>;

export const digest = object({ id: digestId, tenantId, at: instant }) satisfies z.ZodMiniType<StoredDigest>;
