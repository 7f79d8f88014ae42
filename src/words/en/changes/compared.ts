import { plural } from '../plural.ts';

const FROM_TO = { before: '', between: ' → ' };

/**
 * Settings side by side: what both sides are. Of the one that is told in a line, `lead` stands before it where it is not what
 * was done, `before` before its left value, and `between` before the right one.
 */
const sides = {
  ahead: { heading: 'What changes', leftLabel: 'Now', rightLabel: 'After', lead: '', ...FROM_TO },
  applied: { heading: 'What changed', leftLabel: 'Before', rightLabel: 'After', lead: '', ...FROM_TO },
  /** What an end has closed again. */
  over: {
    heading: 'What changed',
    leftLabel: 'Before',
    rightLabel: 'Until its end',
    lead: 'Until its end: ',
    ...FROM_TO,
  },
  past: {
    heading: 'What was asked for',
    leftLabel: 'Before',
    rightLabel: 'Asked for',
    lead: 'Asked for: ',
    ...FROM_TO,
  },
  stale: {
    heading: 'What has changed since',
    leftLabel: 'When asked',
    rightLabel: 'Found',
    lead: 'Meanwhile, not through me: ',
    ...FROM_TO,
  },
  diverged: {
    heading: 'What I found',
    leftLabel: 'Expected',
    rightLabel: 'Found',
    lead: '',
    before: 'expected ',
    between: ', found ',
  },
};

/** Settings side by side. */
export const compared = {
  sides,
  /** A new value that reads like the old one. */
  changed: (value: string): string => `${value} (changed)`,
  both: (leftLabel: string, rightLabel: string): string => ` (${leftLabel} → ${rightLabel})`,
  /** Before how it was found, where only a part was done. */
  now: ', now ',
  /** Beside the one that is shown. */
  more: (left: number): string => `, ${plural(left, { one: 'and # more', other: 'and # more' })}`,
  inOneLine: (left: string, right: string): string => `${left} → ${right}`,
};
