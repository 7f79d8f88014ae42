/**
 * How many single-letter edits (insert, delete, replace, swap two neighbours) lead from `a` to `b`
 * (optimal string alignment). Stops counting at `limit + 1`, so that long texts cost little.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    // Further from the diagonal than the limit nothing can count any more: those cells stay empty.
    const first = Math.max(1, row - limit);
    const last = Math.min(b.length, row + limit);
    const current: number[] = first === 1 ? [row] : [];
    let best = at(current, 0);
    for (let column = first; column <= last; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        value = Math.min(value, at(beforePrevious, column - 2) + 1);
      }
      current[column] = value;
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(at(previous, b.length), limit + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
