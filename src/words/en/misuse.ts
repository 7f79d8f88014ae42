import { offers } from '../../commands/offers.ts';
import type { Deed, Misuse, Resumer, Unexplained } from '../../domain/drift/misuse.ts';
import type { AuditOutcome } from '../../domain/drift/outcome.ts';
import { UNTOLD, type Touch } from '../../domain/drift/trace.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../line.ts';
import { personName } from '../names.ts';
import { tenants } from './tenants.ts';
import { shortened } from '../text.ts';
import { FIELD_LABELS } from './changes/settings.ts';
import { localMoment } from './moment.ts';
import { plural } from './plural.ts';
import { row, rowOf } from './series.ts';

const LONGEST_NAME = 60;
/** A letter has room for so many deeds. */
const MOST_IN_LINES = 3;
/** Settings that are named in a line; the rest unfolds. */
const MOST_IN_SHORT = 2;

const WHY: Readonly<Record<Unexplained, string>> = {
  noStep: 'nothing that I did can be it',
  before: 'it is from before my memory begins',
  outcome: 'it may be of a change of mine whose outcome nobody knows',
};

const OUTCOMES: Readonly<Record<AuditOutcome, string>> = {
  success: '',
  failure: '; it was refused',
  timeout: '; it took too long, and may have come about',
  unsaid: '; the log does not say what came of it',
};

const VALUES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [true, 'on'],
  [false, 'off'],
  [null, 'not set'],
  [UNTOLD, 'changed'],
]);
const became = ({ field, became: value }: Pick<Touch, 'field' | 'became'>): string =>
  `${FIELD_LABELS[field]}: ${VALUES.get(value) ?? 'changed'}`;

const resumers = (all: readonly Resumer[], did: string): readonly Line[] =>
  all.map(({ by, reason }) => [personName(by), ` ${did}: `, { wrote: reason }]);

function lines({ status }: Misuse): readonly Line[] {
  switch (status.state) {
    case 'open':
      return [
        [{ strong: 'Somebody else holds my credential, or my store is not the one that I had.' }],
        ['Replace every secret and certificate of my app registration in Entra now, and look at what was changed.'],
        [
          'I open nothing until that is done and a Security Administrator then types ',
          { say: offers.resumeWriting },
          '. Closing still works.',
        ],
        ...(status.asked.length === 0
          ? []
          : [
              [{ strong: 'Another administrator has to agree as well.' }] as const,
              ...resumers(status.asked, 'agreed'),
            ]),
      ];
    case 'resumed':
      return [[{ strong: 'I may open again.' }], ...resumers(status.by, 'released me')];
    case 'told':
      return [
        [
          'Entra’s audit log has changes by my own app that I cannot match with what I did. I stop nothing because of it.',
        ],
        ['If you do not know where they come from, replace the secrets and certificates of my app registration.'],
      ];
  }
}

function title({ status }: Misuse): string {
  switch (status.state) {
    case 'open':
      return 'My own identity is used by somebody else';
    case 'resumed':
      return 'My own identity was used by somebody else';
    case 'told':
      return 'Changes by my own app that I cannot match';
  }
}

const STATES: Readonly<Record<Misuse['status']['state'], string>> = {
  open: '✕ I open nothing',
  told: '! Look where it comes from',
  resumed: '– I may open again',
};

/** What the bot's own app did without the bot. */
export const misuse = {
  title,
  lines,
  /** Where it stands. */
  state: ({ status }: Misuse): string => STATES[status.state],
  /** What was done first, in a line. */
  inShort: (deed: Deed): Line => {
    const left = deed.changed.length - MOST_IN_SHORT;
    const short = left > 0 ? { ...deed, changed: deed.changed.slice(0, MOST_IN_SHORT) } : deed;
    return [
      ...misuse.heading(deed),
      ': ',
      ...misuse.whatValue(short),
      plural(Math.max(0, left), { none: '', one: ', and # more', other: ', and # more' }),
    ];
  },
  heading: ({ partners }: Deed): Line => [
    ...(partners.length === 0 ? [{ strong: 'This organisation' }] : rowOf(partners.map((one) => tenants.partner(one)))),
  ],
  what: 'What',
  whatValue: ({ activity, changed, outcome }: Deed): Line => [
    { wrote: shortened(activity, LONGEST_NAME * 2) },
    changed.length === 0 ? '' : ` (${changed.map(became).join(', ')})`,
    OUTCOMES[outcome],
  ],
  when: 'When',
  record: 'Entra’s record',
  recordValue: ({ auditId }: Deed): string => shortened(auditId, LONGEST_NAME),
  whyNot: 'Why not mine',
  whyValue: ({ why }: Deed): string => WHY[why],
  /** When it was asked for, or said, that the bot may open again. */
  asked: (at: Instant): string => `Agreed on ${localMoment(at)}.`,
  resumed: (at: Instant): string => `Released on ${localMoment(at)}.`,
  /** The same in lines, where there is no room for more. */
  deedLines: ({ deeds, total }: Misuse): readonly Line[] => [
    ...deeds.slice(0, MOST_IN_LINES).map((deed): Line => [...misuse.heading(deed), ': ', ...misuse.whatValue(deed)]),
    ...misuse.more(Math.max(0, total - MOST_IN_LINES)),
  ],
  /** Of when they are. */
  deedTimes: ({ deeds }: Misuse): string =>
    `By the audit log on ${row(deeds.slice(0, MOST_IN_LINES).map(({ at }) => localMoment(at)))}.`,
  more: (left: number): readonly Line[] =>
    left === 0 ? [] : [[`${plural(left, { one: '# more change', other: '# more changes' })} like that.`]],
  footer: ({ id, foundAt }: Misuse, at: Instant): string =>
    `${id}, found on ${localMoment(foundAt)}; drawn on ${localMoment(at)}`,
  /** On the card of a change that may still be made meanwhile. */
  warning: (takesBack: boolean): Line => [
    `My own identity is used by somebody else: this ${takesBack ? 'takes back what was opened' : 'closes'}, so I still do it.`,
  ],
};
