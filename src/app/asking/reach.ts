import { offersOfPartner } from '../../commands/offers.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { totalOf } from '../../domain/partners/arrivals.ts';
import type { Counted, Told } from '../../domain/partners/visitors.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { askedBack } from '../finding/asked-back.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { inParallel } from '../promises.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { arrivalCounting } from '../watching/count-arrivals.ts';
import { domainsOf, type Domains } from '../watching/find-bursts.ts';

/** Domains whose tenant is asked for at the same time. */
const AT_ONCE = 8;
/** Somebody waits for it: of more pages of the audit log, or domains, it is said that there are at least so many. */
const MOST_PAGES = 20;
const MOST_DOMAINS = 200;

/** Who is here already of a partner: counts and dates, and nobody by name. */
export function reachPartner(
  ports: Ports,
  lookup: Pick<PartnerLookup, 'resolve' | 'nameAnew'>,
): UseCase<'reachPartner'> {
  const domains = domainsOf(ports);
  return useCase(ports, 'reachPartner', async (proof, { request: { partner: text } }) => {
    const resolution = await lookup.resolve(text);
    if (resolution.kind !== 'one') return askedBack(proof, text, resolution, offersOfPartner.reach);
    const tenant = await lookup.nameAnew(resolution.tenant.tenantId);
    const domain = tenant.defaultDomainName;
    const [visitors, createdToday, related] = await Promise.all([
      domain === null ? null : ports.visitors.of(domain),
      createdTodayOf(ports, domains, tenant),
      ports.visitors.related(tenant.tenantId),
    ]);
    return proof.give({ kind: 'reach', tenant, visitors, createdToday, related });
  });
}

async function createdTodayOf(
  { auditLog, clock }: Pick<Ports, 'auditLog' | 'clock'>,
  domains: Domains,
  { tenantId, defaultDomainName }: TenantInformation,
): Promise<Told<Counted>> {
  try {
    const counting = arrivalCounting({ auditLog }, new Date(clock.now()).setUTCHours(0, 0, 0, 0), MOST_PAGES);
    while (!counting.isDone()) await counting.readPage();
    const { arrivals, isWhole } = counting.all();
    const came = [...Map.groupBy(arrivals, byDomain)].map(([domain, all]) => ({ domain, count: totalOf(all) }));
    const own = defaultDomainName?.toLowerCase();
    const most = came.sort((a, b) => Number(b.domain === own) - Number(a.domain === own) || b.count - a.count);
    const theirs = await inParallel(most.slice(0, MOST_DOMAINS), AT_ONCE, async ({ domain, count }) =>
      domain === own || (await domains(domain))?.tenantId === tenantId ? count : 0,
    );
    return {
      is: { count: theirs.reduce((sum, count) => sum + count, 0), isWhole: isWhole && came.length <= MOST_DOMAINS },
    };
  } catch (error) {
    if (error instanceof DirectoryError) return { problem: error.problem };
    throw error;
  }
}

const byDomain = ({ domain }: { readonly domain: string }): string => domain;
