import * as z from 'zod/v4-mini';
import type { KnownName } from '../../app/ports.ts';
import { instant, object, tenantId } from './parts.ts';

/** A row of `tenant_names`. */
export const tenantName = z.pipe(
  object({
    tenant_id: tenantId,
    display_name: z.nullable(z.string()),
    default_domain: z.nullable(z.string()),
    read_at: instant,
  }),
  z.transform(({ tenant_id, display_name, default_domain, read_at }): KnownName => ({
    tenant: { tenantId: tenant_id, displayName: display_name, defaultDomainName: default_domain },
    readAt: read_at,
  })),
);
