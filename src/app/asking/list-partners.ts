import { isAlike } from '../../domain/partners/lookalike.ts';
import { isListed, isOpenFilter } from '../../domain/policy/filters.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { PartnerRow } from '../../domain/replies/reply.ts';
import { tenantName } from '../../domain/partners/tenant.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { onPage } from './on-page.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

/** Rows on one page: a card stays far below Teams' size limit and fits a phone. */
const PAGE_SIZE = 10;

/** Lists partners by name, those whose name is not known yet at the end, by id. A page past the end shows the last one. */
export const listPartners = (ports: Ports, lookup: PartnerLookup): UseCase<'listPartners'> =>
  useCaseReading(ports, 'listPartners', {
    early: ({ request: { filter } }) =>
      // The defaults are read only where it hangs on them.
      Promise.all([lookup.shown(), isOpenFilter(filter) ? ports.directory.defaults() : null]),
    answer: async (proof, { request: { filter, page } }, [listed, defaults]) => {
      const entries = listed.filter(({ state }) => isListed(filter, state, defaults));
      const tenants = await lookup.namesToSortBy(entries.map((entry) => entry.tenantId));
      const rows: PartnerRow[] = tenants.map((tenant, index) => ({
        tenant,
        sync: syncState(entries[index]?.state ?? null),
        isAlike: false,
      }));
      rows.sort((a, b) => Number(isNameless(a)) - Number(isNameless(b)) || compareNames(a, b));
      const { rows: shown, place } = onPage(rows, page, PAGE_SIZE);
      // Of those that were sorted without a name it is read now.
      const named = await lookup.names(shown.map(({ tenant }) => tenant.tenantId));
      const known = lookup.remembered(proof.person.tenantId);
      return proof.give({
        kind: 'partners',
        filter,
        rows: await Promise.all(
          shown.map(async (row, index) => {
            const tenant = named[index] ?? row.tenant;
            return { ...row, tenant, isAlike: isAlike(await lookup.lookalikes(tenant, known)) };
          }),
        ),
        ...place,
      });
    },
  });

/** A partner whose name could not be had stands at the end, where it does not push the others around. */
const isNameless = ({ tenant }: PartnerRow): boolean => tenantName(tenant) === tenant.tenantId;

const compareNames = (a: PartnerRow, b: PartnerRow): number => byLetters(tenantName(a.tenant), tenantName(b.tenant));

/** As `localeCompare`, which looks for the language anew each time. */
const { compare: byLetters } = new Intl.Collator('en');
