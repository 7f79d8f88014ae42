import { plural } from '../plural.ts';

/** Settings side by side: what both sides are. */
const sides = {
  ahead: { heading: 'What changes', leftLabel: 'Now', rightLabel: 'After' },
  applied: { heading: 'What changed', leftLabel: 'Before', rightLabel: 'After' },
  past: { heading: 'What was asked for', leftLabel: 'Before', rightLabel: 'Asked for' },
  stale: { heading: 'What has changed since', leftLabel: 'When asked', rightLabel: 'Found' },
  diverged: { heading: 'What I found', leftLabel: 'Expected', rightLabel: 'Found' },
};

/** Settings side by side. */
export const compared = {
  sides,
  /** A new value that reads like the old one. */
  changed: (value: string): string => `${value} (changed)`,
  both: (leftLabel: string, rightLabel: string): string => ` (${leftLabel} → ${rightLabel})`,
  /** Beside the one that is shown. */
  more: (left: number): string => `, ${plural(left, { one: 'and # more', other: 'and # more' })}`,
  inOneLine: (left: string, right: string): string => `${left} → ${right}`,
};
