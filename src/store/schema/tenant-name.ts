import * as z from 'zod/v4';
import type { KnownName } from '../../app/ports.ts';
import { instant, object, tenantId } from './parts.ts';

/** A row of `tenant_names`. */
export const tenantName = object({
  tenant_id: tenantId,
  display_name: z.string().nullable(),
  default_domain: z.string().nullable(),
  read_at: instant,
}).transform(({ tenant_id, display_name, default_domain, read_at }): KnownName => ({
  tenant: { tenantId: tenant_id, displayName: display_name, defaultDomainName: default_domain },
  readAt: read_at,
}));
