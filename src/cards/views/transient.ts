import { wasWayIn, type Passage, type Transient } from '../../domain/drift/transient.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { effectText } from '../door.ts';
import type { Alert } from './alert.ts';

/** A card has room for so many. */
const MOST = 3;
/** And so many are read at first sight. */
const AT_FIRST = 2;

/** What others changed and changed back between two looks: what, from when to when, and by whom. */
export function transientAlert(transient: Transient, at: Instant): Alert {
  const { title, lines, heading, inShort, rows, more, addressNote, footer, over } = words.drifts.transient;
  const { passages, total, openings } = transient;
  const shown = passages.slice(0, MOST);
  const hasAddress = shown.some(
    ({ from, until }) => (from?.ip ?? null) !== null || (until?.kind === 'record' && until.by.ip !== null),
  );
  const opened = openings > 0 ? [effectText([passages.some(isWayIn) ? 'opens' : 'mayOpen'])] : [];
  return {
    style: openings > 0 ? 'attention' : 'emphasis',
    title: title(transient),
    whom: [],
    door: [...opened, over].join(' · '),
    lines: [
      ...shown.slice(0, AT_FIRST).map((passage): Line => inShort(passage)),
      ...more(total - Math.min(AT_FIRST, shown.length)),
      ...lines(transient),
    ],
    texts: [],
    offers: [],
    links: ['partnerAccess'],
    blocks: [
      ...shown.map((passage) => ({
        heading: heading(passage),
        rows: [{ label: words.common.tenantId, value: [{ code: passage.partner.tenantId }] }, ...rows(passage)],
      })),
      ...(hasAddress ? [{ heading: [], rows: [], lines: [[addressNote]] }] : []),
    ],
    footer: footer(transient, at),
  };
}

const isWayIn = (passage: Passage): boolean => passage.opened && wasWayIn(passage);
