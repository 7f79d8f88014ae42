import type { Approval } from '../../domain/change/approval.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JournalEntry, JournalEvent } from '../../domain/change/journal.ts';
import type { ChangeDetails } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { shortened } from '../../words/text.ts';
import { personName } from '../../words/names.ts';
import { planTitle } from '../../words/en/plan.ts';
import { nameOf } from '../../words/en/tenants.ts';
import { followUpOffers, FOLLOWS } from './change-follow-up.ts';
import { comparison } from './change-rows.ts';
import { statusWords } from './change-status.ts';
import type { Report } from './report.ts';

/** One change with its journal: what an auditor asks for. */
export function changeDetailsReport({ change, journal }: ChangeDetails, at: Instant): Report {
  const { proposal } = change;
  const { state, style, lines } = statusWords(change, at);
  const { heading, rows, leftLabel, rightLabel } = comparison(change, false);
  return {
    title: `${planTitle(proposal.plan)}: ${state}`,
    style,
    lines,
    blocks: [
      {
        heading: [{ strong: 'The change' }],
        rows: [
          { label: 'Change id', value: [{ say: proposal.id }] },
          { label: 'Partner', value: [nameOf(proposal.partner)] },
          { label: 'Tenant id', value: [{ say: proposal.partner.tenantId }] },
          { label: 'Asked by', value: [personName(proposal.requester), `, ${moment(proposal.requestedAt)}`] },
          { label: 'Reason', value: [proposal.reason ?? 'none given'] },
          ...(proposal.follows === null
            ? []
            : [{ label: FOLLOWS[proposal.follows.what], value: [{ say: proposal.follows.change }] }]),
        ],
      },
      {
        heading: [{ strong: heading }, ` (${leftLabel} → ${rightLabel})`],
        rows: rows
          .filter(({ subtle }) => !subtle)
          .map(({ label, left, right }) => ({ label, value: [`${left} → ${right}`] })),
      },
      { heading: [{ strong: 'Journal' }], rows: [], lines: journalLines(journal, proposal.approval) },
    ],
    footer: `Read on ${moment(at)}`,
    offers: followUpOffers(change),
  };
}

/** A card has room for so many lines; the first and the last ones tell the most. */
const FIRST_LINES = 4;
const LAST_LINES = 16;
const LONGEST_ID = 80;
/** Reading and writing one step takes two or three calls. */
const MOST_REQUESTS = 6;

function journalLines(journal: readonly JournalEntry[], approval: Approval): readonly Line[] {
  const journalLine = lineUnder(approval);
  const left = journal.length - FIRST_LINES - LAST_LINES;
  if (left <= 0) return journal.map(journalLine);
  return [
    ...journal.slice(0, FIRST_LINES).map(journalLine),
    [left === 1 ? '… one more line …' : `… ${left} more lines …`],
    ...journal.slice(-LAST_LINES).map(journalLine),
  ];
}

const lineUnder =
  (approval: Approval) =>
  ({ event, requestIds }: JournalEntry): Line => {
    const ids = requestIds.slice(0, MOST_REQUESTS);
    const left = requestIds.length - ids.length;
    const calls: Line = ids.length === 0 ? [] : [' Graph requests: ', { say: ids.join(' ') }];
    return [`${moment(event.at)}: `, ...eventWords(event, approval), ...calls, left > 0 ? ` and ${left} more` : ''];
  };

function eventWords(event: JournalEvent, approval: Approval): Line {
  switch (event.kind) {
    case 'proposed':
      return [
        personName(event.proposal.requester),
        approval === 'breakGlass' ? ' broke the glass for it: no second person approves it.' : ' asked for it.',
      ];
    case 'claimed':
      return [personName(event.by), approval === 'secondPerson' ? ' approved it.' : ' confirmed it.'];
    case 'released':
      return ['The click came to nothing; nothing was changed.'];
    case 'writeStarted':
      return ['Role and settings were as they should be; writing began.'];
    case 'stepDone':
      return ['Graph said that a step is done.'];
    case 'foundStale':
      return ['The settings were no longer as the card showed them; nothing was written.'];
    case 'applied':
      return ['The settings were read back: as asked.'];
    case 'failed':
      return ['It did not come about as asked.'];
    case 'lostSight':
      return ['The outcome could not be seen at once.'];
    case 'looked':
      return [personName(event.by), ' was looking at it.'];
    case 'rejected':
      return [personName(event.by), ' said no', ...(event.reason === null ? [] : [': ', event.reason]), '.'];
    case 'expired':
      return ['Its time was over.'];
    case 'reviewed':
      return [personName(event.by), ' reviewed it: ', event.finding];
    case 'matched':
      return ['Entra’s audit log has it: ', { say: shortened(event.record.auditId, LONGEST_ID) }, '.'];
  }
}
