import { domainToASCII } from 'node:url';
import { parseTenantId, type TenantId } from '../../domain/ids.ts';
import { comparison, lookOfKnown, type Lookalike } from '../../domain/partners/lookalike.ts';
import { readingsOf } from '../../domain/partners/match-partner.ts';
import { namelessTenant, type TenantInformation } from '../../domain/partners/tenant.ts';
import type { DeletedEntry, PartnerEntry, Tenants } from '../ports.ts';
import { givingWay } from '../promises.ts';
import { byName, decode, exactlyNamed, forms } from './by-name.ts';
import type { Lists } from './lists.ts';
import type { Resolution } from './resolution.ts';
import type { TenantNames } from './tenant-names.ts';

/** On whose behalf names are looked up. */
export type Asker = {
  /** The tenant that the bot guards: nobody's partner, but others may pass for it. */
  readonly home: TenantId;
  /** All partners, read anew for what is decided; left out: as they are shown. */
  readonly partners?: Promise<readonly PartnerEntry[]>;
};

export interface PartnerLookup {
  /** The tenant id that `text` surely means, without asking anybody: a tenant id, or a domain seen before. */
  guess(text: string): TenantId | undefined;
  /** As `guess`, or whom it names in full as far as names are known: for what is read early and may turn out to be in vain. */
  guessNamed(text: string): TenantId | undefined;
  /**
   * Throws DirectoryError when neither the directory nor the tenant lookup can tell.
   * @param asker `home` is left out where the answer changes nothing
   */
  resolve(text: string, asker?: Partial<Asker>): Promise<Resolution>;
  /** All partners with their settings, read now. Throws DirectoryError. */
  list(): Promise<readonly PartnerEntry[]>;
  /** The same to be shown: all who ask at the same moment share one reading. */
  shown(): Promise<readonly PartnerEntry[]>;
  /** All deleted settings, to be shown. Throws DirectoryError. */
  deleted(): Promise<readonly DeletedEntry[]>;
  /** Names seen lately of partners and of the home tenant, without asking anybody. */
  remembered(home: TenantId): readonly TenantInformation[];
  /**
   * All that a tenant is compared with: every partner and the home tenant. One that
   * cannot be read has no name. Throws DirectoryError when the list cannot be read.
   */
  compared(asker: Asker): Promise<readonly TenantInformation[]>;
  /** Names of these tenants, as they are known or read now; one that cannot be read has no name. */
  names(tenantIds: readonly TenantId[]): Promise<readonly TenantInformation[]>;
  /** As `names`, but where very many are not known yet they have none: nobody waits for them. */
  namesToSortBy(tenantIds: readonly TenantId[]): Promise<readonly TenantInformation[]>;
  /** The name of what a card asks to decide on, read now; where it cannot be, as it was known within a day, or without one. */
  nameAnew(tenantId: TenantId): Promise<TenantInformation>;
  /** Reads some names anew, and prepares what they are compared with: in the background. */
  keepUp(): Promise<void>;
  /** Has the store keep what was learned. Throws StoreError. */
  keepNames(): Promise<void>;
  /** @param typed the domain that was typed for the tenant, in ASCII */
  lookalikes(
    tenant: TenantInformation,
    known: readonly TenantInformation[],
    typed?: string,
  ): Promise<readonly Lookalike[]>;
}

const DOMAIN = /^(?=.{4,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u;

/**
 * Full-width letters and stops, and a capital I with a dot, are how some keyboards write a domain; longer hyphens are what
 * autocorrection makes of it. None of these can stand in one (RFC 5892).
 */
const asciiSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll('\u3002', '.')
    .replaceAll('İ', 'i')
    .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-');

export function partnerLookup(lists: Lists, tenants: Tenants, names: TenantNames): PartnerLookup {
  let partnerIds: ReadonlySet<TenantId> = new Set();

  const noted = async (reading: Promise<readonly PartnerEntry[]>): Promise<readonly PartnerEntry[]> => {
    const entries = await reading;
    partnerIds = new Set(entries.map((entry) => entry.tenantId));
    return entries;
  };
  const shown = (): Promise<readonly PartnerEntry[]> => noted(lists.partners.shown());

  const compared = async ({ home, partners = shown() }: Asker): Promise<readonly TenantInformation[]> => {
    const entries = await partners;
    return prepared(await names.of([home, ...entries.map((entry) => entry.tenantId)], 'decided'));
  };

  /** The first time that thousands are compared would take long at once. */
  const prepared = async (known: readonly TenantInformation[]): Promise<readonly TenantInformation[]> => {
    await givingWay(known, (tenant) => {
      readingsOf(tenant, decode);
      lookOfKnown(tenant, decode);
    });
    return known;
  };

  const findById = async (id: TenantId): Promise<Resolution> => {
    const nameless = namelessTenant(id);
    try {
      const found = await tenants.byId(id);
      if (found !== null) names.learn(found);
      const tenant = found ?? nameless;
      return { kind: 'one', tenant, exists: found === null ? 'no' : 'yes', inFull: true, options: [tenant] };
    } catch {
      // A partner named by its id can be shown and switched off without its name; whoever adds one insists on `yes`.
      return { kind: 'one', tenant: nameless, exists: 'unread', inFull: true, options: [nameless] };
    }
  };

  const findByName = async (text: string, { home, partners = shown() }: Partial<Asker>): Promise<Resolution> => {
    const guess = home === undefined ? undefined : exactlyNamed(text, names.remembered());
    // Never rejects: where it was guessed wrong, nobody waits for it.
    const guessed = guess === undefined ? undefined : names.anew(guess);
    const entries = await partners;
    const ids = entries.map((entry) => entry.tenantId);
    const known = await prepared(
      await (home === undefined ? names.of(ids, 'shown') : names.of([home, ...ids], 'decided')),
    );
    const found = byName(text, known, entries, home);
    if (home === undefined || found.kind !== 'one' || !found.inFull) return found;
    const { tenantId } = found.tenant;
    const { tenant, isRead } = await (guessed !== undefined && tenantId === guess ? guessed : names.anew(tenantId));
    // Whether it is still called so cannot be said: whoever changes something names it by its id.
    if (!isRead) return { ...found, inFull: false };
    const again = byName(
      text,
      known.map((one) => (one.tenantId === tenantId ? tenant : one)),
      entries,
      home,
    );
    const isStillIt = again.kind === 'one' && again.tenant.tenantId === tenantId;
    return again.kind !== 'one' || isStillIt ? again : { ...again, inFull: false };
  };

  const asDomain = (text: string): string | undefined =>
    forms(asciiSigns(text)).find((form) => DOMAIN.test(form) && domainToASCII(form) !== '');

  const guess = (text: string): TenantId | undefined => {
    const id = forms(text)
      .map(parseTenantId)
      .find((parsed) => parsed !== undefined);
    if (id !== undefined) return id;
    const domain = asDomain(text)?.toLowerCase();
    // A tenant whose domain is not known must not be taken for one whose domain was not given.
    if (domain === undefined) return undefined;
    return names.remembered().find((tenant) => tenant.defaultDomainName?.toLowerCase() === domain)?.tenantId;
  };

  return {
    compared,
    list: () => noted(lists.partners.anew()),
    shown,
    deleted: () => lists.deleted.shown(),
    names: (tenantIds) => names.of(tenantIds, 'shown'),
    namesToSortBy: (tenantIds) => names.of(tenantIds, 'sorted'),
    nameAnew: async (tenantId) => (await names.anew(tenantId)).tenant,
    keepUp: async () => {
      await names.loaded;
      await prepared(names.remembered());
      await names.refresh([...partnerIds]);
    },
    keepNames: () => names.keep(),
    remembered: (home) => names.remembered().filter(({ tenantId }) => tenantId === home || partnerIds.has(tenantId)),
    guess,
    guessNamed: (text) => guess(text) ?? exactlyNamed(text, names.remembered()),
    resolve: async (text, asker = {}) => {
      const id = forms(text)
        .map(parseTenantId)
        .find((parsed) => parsed !== undefined);
      if (id !== undefined) return findById(id);
      const domain = asDomain(text);
      if (domain === undefined) return findByName(text, asker);
      const ascii = domainToASCII(domain);
      const tenant = await tenants.byDomain(ascii);
      if (tenant === null) return findByName(domain, asker);
      names.learn(tenant);
      return { kind: 'one', tenant, exists: 'yes', inFull: true, options: [tenant], domain: ascii };
    },
    lookalikes: async (tenant, known, typed) => {
      const domains = [tenant.defaultDomainName, typed ?? null].filter((domain) => domain !== null);
      const unread = names.unread(known);
      const uncompared: Lookalike[] = unread === 0 ? [] : [{ kind: 'uncompared', count: unread }];
      const { compare, found } = comparison(tenant, [...new Set(domains)], decode);
      await givingWay(known, compare);
      return [...found(), ...uncompared];
    },
  };
}
