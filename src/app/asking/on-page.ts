import type { Page } from '../../domain/replies/page.ts';

/**
 * What stands on one page of a list. A page past the end shows the last one; a list of nothing has one page.
 * @param page counted from 1
 */
export function onPage<Row>(
  rows: readonly Row[],
  page: number,
  size: number,
): { readonly rows: readonly Row[]; readonly place: Page } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(page, pages);
  return { rows: rows.slice((shown - 1) * size, shown * size), place: { page: shown, pages, total: rows.length } };
}

/**
 * The same where rows are of different heights: whole rows, as many as a page has room for, and one at least.
 * @param room of a page, in what `heightOf` counts
 */
export function onPageOfRoom<Row>(
  all: readonly Row[],
  page: number,
  room: number,
  heightOf: (row: Row) => number,
): { readonly rows: readonly Row[]; readonly place: Page } {
  const pages: Row[][] = [];
  let left = 0;
  for (const row of all) {
    left -= heightOf(row);
    const last = pages.at(-1);
    if (last !== undefined && left >= 0) last.push(row);
    else {
      pages.push([row]);
      left = room - heightOf(row);
    }
  }
  const shown = Math.max(1, Math.min(page, pages.length));
  return {
    rows: pages[shown - 1] ?? [],
    place: { page: shown, pages: Math.max(1, pages.length), total: all.length },
  };
}
