import { offersOfPassage } from '../../commands/offers.ts';
import { mayHaveOpened, onlyPartner, wasWayIn, type Passage, type Transient } from '../../domain/drift/transient.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { effectText } from '../door.ts';
import { beside, signed, type Style } from '../style.ts';
import type { Alert } from './alert.ts';

/** A card has room for so many. */
const MOST = 3;
/** And so many are read at first sight. */
const AT_FIRST = 2;

/** What others changed and changed back between two looks: what, from when to when, and by whom. */
export function transientAlert(transient: Transient, at: Instant): Alert {
  const { title, whom, lines, heading, inShort, rows, more, addressNote, footer, over, times } = words.drifts.transient;
  const { passages, total, openings, tenantId } = transient;
  const shown = passages.slice(0, MOST);
  const hasAddress = shown.some(
    ({ from, until }) => (from?.ip ?? null) !== null || (until?.kind === 'record' && until.by.ip !== null),
  );
  const effect = passages.some(isWayIn) ? 'opens' : 'mayOpen';
  const perhaps = passages.some(mayHaveOpened) ? [signed('?', words.door.mayHaveOpened)] : [];
  const opened = openings > 0 ? [effectText([effect], words.door.ended.done)] : perhaps;
  const alone = onlyPartner(transient);
  const time = times(transient, 1);
  const told = shown.map((passage): Line => inShort(passage, tenantId, alone !== undefined));
  const isOfMany = total > AT_FIRST;
  const worst = [...told.slice(0, 1), ...lines(transient), ...more(isOfMany ? total - 1 : 0)];
  const rest = isOfMany ? [] : told.slice(1, AT_FIRST);
  return {
    style: styleOf(transient),
    title: title(transient),
    whom: alone === undefined ? [] : [whom(transient, alone)],
    door: beside([...opened, over]),
    // How bad it is stands before what else there is, and how many more there are is not folded.
    lines: [...worst, ...rest],
    needed: worst.length,
    texts: time === '' ? [] : [time],
    offers: shown.map(({ partner }) => offersOfPassage.show(partner.tenantId, tenantId)),
    links: ['partnerAccess'],
    blocks: [
      ...shown.map((passage) => ({
        heading: heading(passage, tenantId),
        rows: [{ label: words.common.tenantId, value: [{ code: passage.partner.tenantId }] }, ...rows(passage)],
      })),
      ...(hasAddress ? [{ heading: [], rows: [], lines: [[addressNote]] }] : []),
    ],
    footer: footer(transient, at),
  };
}

function styleOf({ openings, passages }: Transient): Style {
  if (openings > 0) return 'attention';
  return passages.some(mayHaveOpened) ? 'warning' : 'emphasis';
}

const isWayIn = (passage: Passage): boolean => passage.opened && wasWayIn(passage);
