/** How much there is of each kind: a chart where Teams draws one, bars of letters elsewhere. */

/** Teams' names of colours for charts: what they mean is said in words beside them. */
export type ChartColour = 'attention' | 'warning' | 'neutral' | 'sequential1';

export type Share = {
  /** What stands before its bar. */
  readonly sign: string;
  readonly words: string;
  readonly count: number;
  readonly colour: ChartColour;
};

/** As templates want it: a list of none or one. */
export type Charts = readonly {
  readonly chartTitle: string;
  readonly shares: readonly {
    readonly legend: string;
    readonly value: number;
    readonly colour: ChartColour;
    readonly bar: string;
  }[];
}[];

const LONGEST_BAR = 12;
const BLOCK = '█';

/** Nothing to see is no chart. Whatever there is has a bar, however little beside the rest. */
export function chartOf(chartTitle: string, all: readonly Share[]): Charts {
  const some = all.filter(({ count }) => count > 0);
  const most = Math.max(...some.map(({ count }) => count));
  const shares = some.map(({ sign, words, count, colour }) => ({
    legend: words,
    value: count,
    colour,
    bar: `${sign} ${BLOCK.repeat(Math.max(1, Math.round((count / most) * LONGEST_BAR)))} ${count}`,
  }));
  return shares.length === 0 ? [] : [{ chartTitle, shares }];
}
