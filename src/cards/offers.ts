import { purgeSyncPolicy } from '../commands/deleted/purge-sync-policy.ts';
import { deleteSyncPolicy } from '../commands/partners/delete-sync-policy.ts';
import { removePartner } from '../commands/partners/remove-partner.ts';
import { eachOnce, type Offer } from '../domain/replies/offer.ts';
import { plain, withoutMiddle } from '../words/text.ts';
import { typedLine } from '../words/line.ts';
import { commandTitleOf, titleOf, words } from '../words/words.ts';
import type { Link } from './links.ts';

/** A line offered as a button: pressing it is the same as typing it. */
export type Button = {
  readonly title: string;
  /** The very line. */
  readonly say: string;
  /** The same to be read, by whoever points at the button or hears it read out. */
  readonly said: string;
  readonly style: 'default' | 'destructive';
};
export type ButtonRow = {
  readonly linksFirst: readonly Link[];
  readonly offers: readonly Button[];
  readonly links: readonly Link[];
};

/** What Teams shows of one set of buttons. */
const MOST_IN_A_ROW = 6;
const LONGEST_SAID = 120;
/** What these take away is not lightly had back. */
const DESTROYS = [purgeSyncPolicy, removePartner, deleteSyncPolicy].map(({ name }) => name);
/** What tells one line from another that is called alike: the id of a change or a drift, or a tenant's. */
const ID = /\b[CD]-[0-9A-Z]{8}\b|\b([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}([0-9a-f]{12})\b/;

const DOMAIN = /(?<=^show )(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$/;
/** What fits beside a verb where there is little room. */
const LONGEST_DOMAIN = 24;

export function buttonOf(offer: Offer, title = titleOf(offer)): Button {
  return {
    title,
    say: offer.line,
    said: plain(typedLine(offer), LONGEST_SAID),
    style: DESTROYS.includes(offer.command) ? 'destructive' : 'default',
  };
}

/**
 * Each line once; of buttons that would be called alike each says whose it is, and beside others that show something, what.
 * @param besides what else stands in the row; left out: nothing
 */
export function buttonsFor(offers: readonly Offer[], besides: readonly string[] = []): readonly Button[] {
  const each = eachOnce(offers).map((offer) => ({ offer, title: titleOf(offer), ...idsIn(offer) }));
  const named = each.map(({ offer, title, begins, ends }) => {
    const others = each.filter((other) => other.offer !== offer && other.title === title);
    if (others.length === 0) return { offer, title };
    const id = [begins, ends].find((one) => others.every((other) => ![other.begins, other.ends].includes(one))) ?? '';
    // Without an id of their own they are told apart by the order in which they stand above.
    const nth = each.filter((other) => other.title === title).findIndex((other) => other.offer === offer) + 1;
    return { offer, title: `${title} ${id === '' ? nth : id}` };
  });
  const shows = [...besides, ...named.map(({ title }) => title)].some((title) => title.startsWith(`${SHOW} `));
  return named.map(({ offer, title }) => buttonOf(offer, shows && title === SHOW ? commandTitleOf(offer) : title));
}
const SHOW = words.offers.titles.show;

/**
 * Of a tenant its domain, where the line says it; else how its id begins, as it stands beside its name, and where that is
 * the same of others, how it ends.
 */
function idsIn({ line }: Offer): { readonly begins: string; readonly ends: string } {
  const domain = ID.test(line) ? undefined : DOMAIN.exec(line)?.[0];
  if (domain !== undefined)
    return { begins: withoutMiddle(domain, LONGEST_DOMAIN), ends: withoutMiddle(domain, LONGEST_DOMAIN) };
  const [id = '', begins = id, ends = id] = ID.exec(line) ?? [];
  return { begins, ends };
}

/** Pages that open beside lines to say: what has to be opened before anything is said stands first. */
type Pages = { readonly first?: readonly Link[]; readonly last?: readonly Link[] };

/** As many sets as it takes; a set is never empty. */
export function offerRows(offers: readonly Offer[], { first = [], last = [] }: Pages = {}): readonly ButtonRow[] {
  const all: readonly ButtonRow[] = [
    ...first.map((link) => ({ ...NONE, linksFirst: [link] })),
    ...buttonsFor(offers).map((offer) => ({ ...NONE, offers: [offer] })),
    ...last.map((link) => ({ ...NONE, links: [link] })),
  ];
  const rows = Math.ceil(all.length / MOST_IN_A_ROW);
  return Array.from({ length: rows }, (_, nth) => {
    const row = all.slice(nth * MOST_IN_A_ROW, (nth + 1) * MOST_IN_A_ROW);
    return {
      linksFirst: row.flatMap((one) => one.linksFirst),
      offers: row.flatMap((one) => one.offers),
      links: row.flatMap((one) => one.links),
    };
  });
}
const NONE: ButtonRow = { linksFirst: [], offers: [], links: [] };

/** One button by itself. */
export const rowOf = (button: Button): readonly ButtonRow[] => [{ ...NONE, offers: [button] }];
