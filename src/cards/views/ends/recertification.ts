import { offersOfOpen, offersOfPartner, pageOf } from '../../../commands/offers.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { RecertificationList, RecertificationRow } from '../../../domain/replies/reply.ts';
import { words } from '../../../words/words.ts';
import { pageEnd } from '../../page-turns.ts';
import { doorView } from '../../door.ts';
import type { Report } from '../report.ts';

/** Partners that are open: who answers for each, and when they are asked. */
export function recertificationReport(list: RecertificationList, at: Instant): Report {
  const { title, none } = words.lists.recertification;
  const { rows, total } = list;
  return {
    title: title(list),
    style: 'emphasis',
    lines: total === 0 ? [[none]] : [],
    of: 'partners',
    blocks: rows.map((row) => block(row, at)),
    ...pageEnd(list, pageOf.recertification, at),
  };
}

function block({ partner, doors, owner, askedAt, stage }: RecertificationRow, at: Instant): Report['blocks'][number] {
  const says = words.lists.recertification;
  return {
    heading: says.of(partner, doorView('open').text),
    rows: [{ label: says.what, value: [says.doors(doors)] }],
    lines: [says.owner(owner)],
    texts: [says.asked(stage, askedAt, at)],
    offers: [
      offersOfOpen.keep(partner.tenantId),
      offersOfOpen.close(partner.tenantId),
      offersOfPartner.show(partner.tenantId),
    ],
  };
}
