import { namelessTenant, type TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Ports, Settings } from '../../ports.ts';

/** Of what belongs to this organisation itself; its name is nice to have. */
export async function homeTenant(
  { tenants, log }: Ports,
  { homeTenant: tenantId }: Settings,
): Promise<TenantInformation> {
  try {
    return (await tenants.byId(tenantId)) ?? namelessTenant(tenantId);
  } catch (error) {
    log.error('tenant.name.unread', error, { tenantId });
    return namelessTenant(tenantId);
  }
}
