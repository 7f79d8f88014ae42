/**
 * How many single-letter edits (insert, delete, replace, swap two neighbours) lead from `a` to `b`
 * (optimal string alignment). Stops counting at `limit + 1`, so that long texts cost little.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const shorter = Math.min(a.length, b.length);
  // What both begin and end with needs no edit, and names of many tenants begin alike.
  let from = 0;
  while (from < shorter && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < shorter - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [rows, columns] = [a.length - from - end, b.length - from - end];
  let beforePrevious: number[] = [];
  let previous: number[] = [];
  for (let column = 0; column <= columns; column += 1) previous.push(column);
  for (let row = 1; row <= rows; row += 1) {
    // Further from the diagonal than the limit nothing can count any more: those cells stay empty.
    const first = Math.max(1, row - limit);
    const last = Math.min(columns, row + limit);
    const current: number[] = first === 1 ? [row] : [];
    let best = at(current, 0);
    for (let column = first; column <= last; column += 1) {
      const [mine, other] = [a[from + row - 1], b[from + column - 1]];
      const cost = mine === other ? 0 : 1;
      let value = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + cost);
      if (row > 1 && column > 1 && mine === b[from + column - 2] && a[from + row - 2] === other) {
        value = Math.min(value, at(beforePrevious, column - 2) + 1);
      }
      current[column] = value;
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(at(previous, columns), limit + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
