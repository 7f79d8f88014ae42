import { titled, type Offer } from '../domain/replies/offer.ts';

/** Buttons to the neighbouring pages. @param line what shows a page */
export function pageTurns(
  { page, pages }: { readonly page: number; readonly pages: number },
  line: (page: number) => Offer,
): readonly Offer[] {
  return [
    ...(page > 1 ? [titled(line(page - 1), 'previous')] : []),
    ...(page < pages ? [titled(line(page + 1), 'next')] : []),
  ];
}
