import type { Deed, Misuse } from '../../domain/drift/misuse.ts';
import type { MisuseCard } from '../../domain/replies/reply.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../../words/line.ts';
import { words } from '../../words/words.ts';
import type { Style } from '../style.ts';
import type { Alert } from './alert.ts';

const STYLES: Readonly<Record<Misuse['status']['state'], Style>> = {
  open: 'attention',
  told: 'warning',
  resumed: 'emphasis',
};
/** A card has room for so many. */
const MOST = 4;

/** What the bot's own app did without the bot, and whether it may open again. */
export function misuseAlert({ misuse, isOnlooker = false }: MisuseCard, at: Instant): Alert {
  const { title, state, lines, inShort, more, footer } = words.misuse;
  const shown = misuse.deeds.slice(0, MOST);
  const [first] = shown;
  return {
    style: STYLES[misuse.status.state],
    title: title(misuse),
    whom: [],
    door: state(misuse),
    lines: [
      ...lines(misuse),
      ...(first === undefined ? [] : [inShort(first)]),
      ...more(misuse.total - Math.min(1, shown.length)),
    ],
    texts: texts(misuse.status),
    offers: [],
    isOnlooker,
    // Whoever resumes before the credential is replaced opens for somebody else.
    linksFirst: misuse.status.state === 'resumed' ? [] : ['appRegistrations'],
    links: [],
    blocks: shown.map(block),
    footer: footer(misuse, at),
  };
}

/** When it was asked for, or said, that it may open again. */
function texts(status: Misuse['status']): readonly string[] {
  const { asked, resumed } = words.misuse;
  switch (status.state) {
    case 'open':
      return status.asked.map(({ at }) => asked(at));
    case 'resumed':
      return [resumed(status.at)];
    case 'told':
      return [];
  }
}

function block(deed: Deed): Alert['blocks'][number] {
  const { heading, what, whatValue, when, record, recordValue, whyNot, whyValue } = words.misuse;
  const rows: readonly { readonly label: string; readonly value: Line; readonly when?: Instant }[] = [
    { label: what, value: whatValue(deed) },
    { label: when, value: [], when: deed.at },
    { label: whyNot, value: [whyValue(deed)] },
    { label: record, value: [{ code: recordValue(deed) }] },
  ];
  return { heading: heading(deed), rows };
}
