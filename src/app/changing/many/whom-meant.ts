import type { NamedPartners, NamedText } from '../../../commands/requests.ts';
import type { UnnamedText } from '../../../domain/policy/many.ts';
import type { DefaultConfiguration } from '../../../domain/policy/policy.ts';
import { isListed } from '../../../domain/policy/filters.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { PartnerEntry } from '../../ports.ts';
import { inParallel } from '../../promises.ts';
import type { TenantId } from '../../../domain/ids.ts';

/** Somebody who was named, without a doubt. */
export type Meant = {
  readonly tenant: TenantInformation;
  /** Whether Entra said who it is. */
  readonly isKnown: boolean;
  /** The domain that was typed, in ASCII. */
  readonly domain?: string;
};

/** So many domains are looked up at once. */
const PARALLEL = 8;

type Asker = { readonly home: TenantId; readonly partners: Promise<readonly PartnerEntry[]> };

/**
 * Whom each of these texts means; who is meant is never guessed. Names with an `and` between are one each where nobody is
 * called all of it, or nearly so. Throws what the partners could not be read for.
 */
export async function whomMeant(
  lookup: Pick<PartnerLookup, 'resolve'>,
  texts: readonly NamedText[],
  asker: Asker,
): Promise<readonly (Meant | UnnamedText)[]> {
  const found = new Map<string, Promise<Meant | UnnamedText>>();
  const once = (text: string): Promise<Meant | UnnamedText> => {
    const asked = found.get(text) ?? meantBy(lookup, text, asker);
    found.set(text, asked);
    return asked;
  };
  const whom = await inParallel(texts, PARALLEL, async (named) => {
    if (typeof named === 'string') return [await once(named)];
    const whole = await once(named.text);
    return 'why' in whole && whole.why === 'notFound' ? inParallel(named.apart, PARALLEL, once) : [whole];
  });
  return whom.flat();
}

async function meantBy(
  lookup: Pick<PartnerLookup, 'resolve'>,
  text: string,
  asker: Asker,
): Promise<Meant | UnnamedText> {
  try {
    const resolution = await lookup.resolve(text, asker);
    if (resolution.kind === 'none') return { text, why: resolution.options.length === 0 ? 'notFound' : 'unclear' };
    if (resolution.kind === 'several' || !resolution.inFull) return { text, why: 'unclear' };
    const { tenant, exists, domain } = resolution;
    return { tenant, isKnown: exists === 'yes', ...(domain !== undefined && { domain }) };
  } catch (error) {
    if (error instanceof DirectoryError && error.problem.subject === 'tenant') return { text, why: 'nameUnread' };
    throw error;
  }
}

/** All partners of whom something is so, but for some. */
export async function allMeant(
  lookup: Pick<PartnerLookup, 'names'>,
  { filter }: Pick<Extract<NamedPartners, { kind: 'all' }>, 'filter'>,
  except: readonly TenantInformation[],
  entries: readonly PartnerEntry[],
  defaults: DefaultConfiguration | null,
): Promise<readonly Meant[]> {
  const spared = new Set(except.map(({ tenantId }) => tenantId));
  const chosen = entries.filter(({ tenantId, state }) => !spared.has(tenantId) && isListed(filter, state, defaults));
  const tenants = await lookup.names(chosen.map(({ tenantId }) => tenantId));
  return tenants.map((tenant) => ({ tenant, isKnown: true }));
}
