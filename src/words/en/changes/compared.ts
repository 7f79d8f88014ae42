import { plural } from '../plural.ts';

/** Settings side by side: what both sides are. `lead`: before the one that is told in a line, where it is not what was done. */
const sides = {
  ahead: { heading: 'What changes', leftLabel: 'Now', rightLabel: 'After', lead: '' },
  applied: { heading: 'What changed', leftLabel: 'Before', rightLabel: 'After', lead: '' },
  past: { heading: 'What was asked for', leftLabel: 'Before', rightLabel: 'Asked for', lead: 'Asked for: ' },
  stale: {
    heading: 'What has changed since',
    leftLabel: 'When asked',
    rightLabel: 'Found',
    lead: 'Meanwhile, not through me: ',
  },
  diverged: { heading: 'What I found', leftLabel: 'Expected', rightLabel: 'Found', lead: 'Expected → found: ' },
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
