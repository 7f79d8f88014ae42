import { words } from '../words/words.ts';

export type Offer = { readonly title: string; readonly say: string };

/** Buttons to the neighbouring pages. @param line what shows a page */
export function pageTurns(
  { page, pages }: { readonly page: number; readonly pages: number },
  line: (page: number) => string,
): readonly Offer[] {
  const { previous, next } = words.common;
  return [
    ...(page > 1 ? [{ title: previous, say: line(page - 1) }] : []),
    ...(page < pages ? [{ title: next, say: line(page + 1) }] : []),
  ];
}
