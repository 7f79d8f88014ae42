import type { Person } from '../../domain/people/person.ts';
import { matchPartner } from '../../domain/partners/match-partner.ts';
import { tenantName, type TenantInformation } from '../../domain/partners/tenant.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { Found, FoundPartner } from '../../domain/replies/found.ts';
import type { Given } from '../authorize.ts';
import { decode } from '../finding/by-name.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { answering } from '../use-case.ts';

/** More are scrolled through by nobody who can go on typing. */
const MOST_FOUND = 10;

/** Partners whose name or domain has these words, by name; the first ones, where nothing was typed yet. */
export const searchPartners =
  (ports: Ports, lookup: PartnerLookup) =>
  (person: Person, text: string): Promise<Given<Found>> =>
    answering(ports, person, 'read', {
      early: () => lookup.shown(),
      answer: async (proof, listed) => {
        const known = await lookup.namesToSortBy(listed.map(({ tenantId }) => tenantId));
        const { exact, partial } = matchPartner(text, known, decode);
        const byId = known.filter(({ tenantId }) => tenantId === text.trim().toLowerCase());
        const fitting = text.trim() === '' ? known : [...new Set([...byId, ...exact, ...partial()])];
        const first = fitting.toSorted(inOrder).slice(0, MOST_FOUND);
        const states = new Map(listed.map(({ tenantId, state }) => [tenantId, state]));
        const partners: FoundPartner[] = [];
        for (const tenant of first) {
          const lookalikes = await lookup.lookalikes(tenant, known);
          const sync = syncState(states.get(tenant.tenantId) ?? null);
          partners.push({ tenant: { kind: 'tenant', tenant, isPartner: true, lookalikes }, sync });
        }
        return proof.give({ kind: 'found', partners });
      },
    });

/** Whose name could not be had stands at the end. */
const isNameless = (tenant: TenantInformation): boolean => tenantName(tenant) === tenant.tenantId;

const inOrder = (a: TenantInformation, b: TenantInformation): number =>
  Number(isNameless(a)) - Number(isNameless(b)) || byLetters(tenantName(a), tenantName(b));

/** As `localeCompare`, which looks for the language anew each time. */
const { compare: byLetters } = new Intl.Collator('en');
