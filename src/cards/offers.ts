import { purgeSyncPolicy } from '../commands/deleted/purge-sync-policy.ts';
import { deleteSyncPolicy } from '../commands/partners/delete-sync-policy.ts';
import { removePartner } from '../commands/partners/remove-partner.ts';
import { eachOnce, type Offer } from '../domain/replies/offer.ts';
import { plain, withoutMiddle } from '../words/text.ts';
import { typedLine } from '../words/line.ts';
import { titleOf } from '../words/words.ts';

/** A line offered as a button: pressing it is the same as typing it. */
export type Button = {
  readonly title: string;
  /** The very line. */
  readonly say: string;
  /** The same to be read, by whoever points at the button or hears it read out. */
  readonly said: string;
  readonly style: 'default' | 'destructive';
};
export type ButtonRow = { readonly offers: readonly Button[] };

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

/** Each line once; of buttons that would be called alike each says whose it is. */
function buttonsOf(offers: readonly Offer[]): readonly Button[] {
  const each = eachOnce(offers).map((offer) => ({ offer, title: titleOf(offer), ...idsIn(offer) }));
  return each.map(({ offer, title, begins, ends }) => {
    const others = each.filter((other) => other.offer !== offer && other.title === title);
    if (others.length === 0) return buttonOf(offer, title);
    const id = [begins, ends].find((one) => others.every((other) => ![other.begins, other.ends].includes(one))) ?? '';
    // Without an id of their own they are told apart by the order in which they stand above.
    const nth = each.filter((other) => other.title === title).findIndex((other) => other.offer === offer) + 1;
    return buttonOf(offer, `${title} ${id === '' ? nth : id}`);
  });
}

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

/** As many sets as it takes; a set is never empty. */
function rowsOf(buttons: readonly Button[]): readonly ButtonRow[] {
  const rows = Math.ceil(buttons.length / MOST_IN_A_ROW);
  return Array.from({ length: rows }, (_, nth) => ({
    offers: buttons.slice(nth * MOST_IN_A_ROW, (nth + 1) * MOST_IN_A_ROW),
  }));
}

export const offerRows = (offers: readonly Offer[]): readonly ButtonRow[] => rowsOf(buttonsOf(offers));
