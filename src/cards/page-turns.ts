import type { Instant } from '../domain/instant.ts';
import { titled, type Offer } from '../domain/replies/offer.ts';
import { words } from '../words/words.ts';

type Place = { readonly page: number; readonly pages: number };

/** Buttons to the neighbouring pages. @param line what shows a page */
function pageTurns({ page, pages }: Place, line: (page: number) => Offer): readonly Offer[] {
  return [
    ...(page > 1 ? [titled(line(page - 1), 'previous')] : []),
    ...(page < pages ? [titled(line(page + 1), 'next')] : []),
  ];
}

/** How a list ends: when it was read, which page it is where there are several, and the way to its neighbours. */
export const pageEnd = (
  list: Place,
  line: (page: number) => Offer,
  at: Instant,
): { readonly footer: string; readonly offers: readonly Offer[] } => ({
  footer: list.pages === 1 ? words.common.readOn(at) : words.common.pageReadOn(list.page, list.pages, at),
  offers: pageTurns(list, line),
});
