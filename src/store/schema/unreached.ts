import type { Refusing } from '../../app/ports.ts';
import * as z from 'zod/v4-mini';
import { instant, list, object, objectId } from './parts.ts';

/** Rows of `unreached`. */
export const unreached = list(object({ objectId, since: instant })) satisfies z.ZodMiniType<readonly Refusing[]>;
