import type { TemplateRequest } from '../../commands/requests.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import { keep, type Asked } from './keep.ts';
import type { Ports, Settings } from '../ports.ts';
import { unwrap } from '../promises.ts';

/** Turns a command about the multitenant organization's template into a stored, pending change. */
export async function proposeTemplate(
  ports: Ports,
  settings: Settings,
  asked: Asked,
  request: TemplateRequest,
): Promise<Reply> {
  const [passed, read, home] = await Promise.allSettled([
    authorize(ports.roles, ports.log, asked.person, 'change'),
    ports.directory.template(),
    homeTenant(ports, settings),
  ]);
  const refusal = unwrap(passed);
  if (refusal !== undefined) return refused(refusal);
  const before = unwrap(read);
  const partner = unwrap(home);
  const goal = request.goal(before);
  if (goal.kind === 'nothingToDo') return refused({ kind: 'alreadySo', partner, what: goal.what });
  return keep(ports, settings, asked, {
    again: request.say,
    partner,
    plan: { tenantId: settings.homeTenant, before, after: goal.after },
    reason: request.reason,
    challenge: null,
    follows: null,
    lookalikes: [],
    defaults: null,
  });
}

/** The template belongs to this organisation itself; its name is nice to have. */
async function homeTenant({ tenants, log }: Ports, { homeTenant: tenantId }: Settings): Promise<TenantInformation> {
  const nameless = { tenantId, displayName: null, defaultDomainName: null };
  try {
    return (await tenants.byId(tenantId)) ?? nameless;
  } catch (error) {
    log.error('tenant.name.unread', error, { tenantId });
    return nameless;
  }
}
