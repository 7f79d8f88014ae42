/** What anybody can have happen as often as they like, so that a line for each time would fill a disk. */
export interface OnceAMinute {
  /**
   * It happened once more. The first of a kind is told at once; how many followed, once a minute until none did.
   * @param kind few are kept: those beyond are counted together
   * @param tell logs it; `count`: how many more there were, in `seconds`
   */
  note(kind: string, tell: (more: More) => void): void;
  /** Tells what was counted and not told yet. */
  end(): void;
}

export type More = { readonly count?: number; readonly seconds?: number };

const MINUTE_MS = 60_000;
/** Callers choose some of the words that make a kind: nobody is to fill the memory with them. */
const MOST_KINDS = 100;

export function onceAMinute(): OnceAMinute {
  const kinds = new Map<string, { count: number; tell: (more: More) => void; since: number; timer: NodeJS.Timeout }>();

  const close = (kind: string): void => {
    const counted = kinds.get(kind);
    if (counted === undefined) return;
    clearTimeout(counted.timer);
    kinds.delete(kind);
    if (counted.count === 0) return;
    counted.tell({ count: counted.count, seconds: Math.round((performance.now() - counted.since) / 1000) });
  };
  const open = (kind: string, tell: (more: More) => void): void => {
    const timer = setTimeout(() => {
      const isOver = kinds.get(kind)?.count === 0;
      close(kind);
      if (!isOver) open(kind, tell);
    }, MINUTE_MS).unref();
    kinds.set(kind, { count: 0, tell, since: performance.now(), timer });
  };

  return {
    note: (kind, tell) => {
      const known = kinds.has(kind) || kinds.size < MOST_KINDS ? kind : 'others';
      const counted = kinds.get(known);
      if (counted !== undefined) {
        counted.count += 1;
        return;
      }
      open(known, tell);
      tell({});
    },
    end: () => {
      for (const kind of [...kinds.keys()]) close(kind);
    },
  };
}
