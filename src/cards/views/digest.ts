import { offers } from '../../commands/offers.ts';
import { effectsOf } from '../../domain/change/effect.ts';
import { digestRisk, type Digest } from '../../domain/drift/digest.ts';
import { isOpenDrift, type Drift, type Risk } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import { titled } from '../../domain/replies/offer.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import { effectText } from '../door.ts';
import { beside, signed, SIGNS, type Style } from '../style.ts';
import type { Alert } from './alert.ts';
import { originLines, originRows } from './drift-facts.ts';

const STYLES: Readonly<Record<Risk, Style>> = { red: 'attention', amber: 'warning', green: 'emphasis' };

/** A card has room for so many; the list has all of them. */
const AT_FIRST = 3;

/** What one look found where that was much: what opened something on top, the rest behind a button. */
export function digestAlert(digest: Digest, at: Instant): Alert {
  const { title, lines, more, state, footer } = words.drifts.digest;
  const { counts, shown } = digest;
  const style = STYLES[digestRisk(digest)];
  return {
    style,
    title: title(digest),
    whom: [],
    door: doorOf(digest, state(digest)),
    lines: [
      ...lines(digest),
      ...shown.slice(0, AT_FIRST).map(line),
      ...more(Math.max(0, counts.openOpenings - AT_FIRST)),
    ],
    texts: [],
    offers: counts.open === 0 ? [] : [titled(offers.listDrift, 'showAll')],
    links: ['partnerAccess'],
    blocks: shown.slice(0, AT_FIRST).map((drift) => ({
      heading: words.tenants.partner(drift.partner),
      rows: originRows(drift, 'short', 'list'),
      lines: [...originLines(drift, 'list'), ...(isOpenDrift(drift) ? [] : words.drifts.statusLines(drift))],
    })),
    footer: footer(digest, at),
  };
}

/** What has to be looked at has a sign also where none of it opens. */
function doorOf(digest: Digest, state: string): string {
  const isOpening = digest.shown.some((drift) => isOpenDrift(drift) && effectsOf(drift).includes('opens'));
  if (digest.counts.openOpenings > 0) return beside([effectText([isOpening ? 'opens' : 'mayOpen']), state]);
  return digestRisk(digest) === 'amber' ? signed('!', state) : state;
}

/** One of them: of whom, what, and where it stands unless it waits. */
function line(drift: Drift): Line {
  const [first] = effectsOf(drift);
  const now = isOpenDrift(drift) ? '' : ` (${words.drifts.state(drift)})`;
  return [`${SIGNS[first]} `, ...words.tenants.partner(drift.partner), `: ${words.drifts.whatHappened(drift)}${now}`];
}
