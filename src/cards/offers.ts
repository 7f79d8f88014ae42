import { purgeSyncPolicy } from '../commands/deleted/purge-sync-policy.ts';
import { deleteSyncPolicy } from '../commands/partners/delete-sync-policy.ts';
import { removePartner } from '../commands/partners/remove-partner.ts';
import { eachOnce, type Offer } from '../domain/replies/offer.ts';
import { plain } from '../words/text.ts';
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
const ID = /\b[CD]-[0-9A-Z]{8}\b/;

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
  const each = eachOnce(offers);
  const titles = each.map((offer) => titleOf(offer));
  return each.map((offer, index) => {
    const title = titles[index] ?? '';
    const isAlone = titles.filter((other) => other === title).length === 1;
    return buttonOf(offer, isAlone ? title : [title, ID.exec(offer.line)?.[0] ?? ''].join(' ').trim());
  });
}

/** As many sets as it takes; a set is never empty. */
function rowsOf(buttons: readonly Button[]): readonly ButtonRow[] {
  const rows = Math.ceil(buttons.length / MOST_IN_A_ROW);
  return Array.from({ length: rows }, (_, nth) => ({
    offers: buttons.slice(nth * MOST_IN_A_ROW, (nth + 1) * MOST_IN_A_ROW),
  }));
}

export const offerRows = (offers: readonly Offer[]): readonly ButtonRow[] => rowsOf(buttonsOf(offers));
