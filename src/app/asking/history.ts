import { askedBack } from '../finding/asked-back.ts';
import { offersOfPartner } from '../../commands/offers.ts';
import { isWaiting } from '../../domain/change/change.ts';
import { LINES_ON_PAGE, linesOf, memberRows } from '../../domain/change/member-rows.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports } from '../ports.ts';
import { onPageOfRoom } from './on-page.ts';
import { showAgain } from '../telling/cards/show-again.ts';
import { useCase, type UseCase } from '../use-case.ts';

const PAGE_SIZE = 8;

/** Changes that were asked of the bot, newest first. A page past the end shows the last one. */
export const history = (ports: Ports, lookup: PartnerLookup): UseCase<'history'> =>
  useCase(ports, 'history', async (proof, { request: { partner: text, page } }) => {
    let partner: TenantInformation | null = null;
    if (text !== null) {
      const resolution = await lookup.resolve(text);
      if (resolution.kind !== 'one') return askedBack(proof, text, resolution, (id) => offersOfPartner.history(id));
      partner = resolution.tenant;
    }
    const read = (shown: number) => ports.store.history(partner?.tenantId ?? null, PAGE_SIZE, (shown - 1) * PAGE_SIZE);
    const first = await read(page);
    const pages = Math.max(1, Math.ceil(first.total / PAGE_SIZE));
    const shown = Math.min(page, pages);
    const { changes, total } = shown === page ? first : await read(shown);
    return proof.give({ kind: 'history', partner, changes, page: shown, pages, total });
  });

/**
 * One change, and every line that the journal has of it; of one that waits, its card as well. With a page: the partners of a
 * change of many.
 */
export const showChange = (ports: Ports): UseCase<'showChange'> =>
  useCase(ports, 'showChange', async (proof, { request: { change: id, page }, conversation }) => {
    const change = await ports.store.get(id);
    if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
    const { many } = change.proposal.plan;
    if (many !== undefined && page !== null) {
      const { rows, place } = onPageOfRoom(memberRows(many, change.progress), page, LINES_ON_PAGE, linesOf);
      return proof.give({ kind: 'changePartners', change, rows, ...place });
    }
    // Whoever is shown what waits wants to decide it: the card comes once more, with its buttons.
    if (isWaiting(change, ports.clock.now())) await showAgain(ports, change, conversation);
    return proof.give({ kind: 'changeDetails', change, journal: await ports.store.journal(id) });
  });
