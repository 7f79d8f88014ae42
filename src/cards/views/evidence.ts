import { offersOfChange } from '../../commands/offers.ts';
import type { Status } from '../../domain/change/status.ts';
import { auditActivityOf } from '../../domain/drift/audit.ts';
import type { Instant } from '../../domain/instant.ts';
import { steps } from '../../domain/policy/plan.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { Person } from '../../domain/people/person.ts';
import type { EvidenceView } from '../../domain/replies/reply.ts';
import type { Fact, Line } from '../../words/line.ts';
import { personName } from '../../words/names.ts';
import { words } from '../../words/words.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** What the bot wrote down of a change, step by step, beside what Entra's audit log has of it. */
export function evidenceReport(view: EvidenceView, at: Instant): Report {
  const { change, journal } = view;
  const { proposal, evidence } = change;
  const { title, about, verdicts, step: stepHeading, footer } = words.evidence;
  const { stepLine } = words.changes;
  const written = new Set([...(evidence?.awaited ?? []), ...(evidence?.matched ?? []).map(({ step }) => step)]);
  const isMissing = view.givenUp && (evidence?.awaited.length ?? 0) > 0;
  const unnamed = evidence === null ? [] : steps(proposal.plan).filter((step) => auditActivityOf(step) === undefined);
  return {
    title: title(change),
    style: isMissing || view.problem !== null ? 'warning' : 'emphasis',
    lines: [
      about(change),
      verdicts[verdict(view, unnamed)],
      ...(view.problem === null ? [] : [[words.errors.problemLine(view.problem)]]),
    ],
    blocks: [
      mine(view, at),
      ...steps(proposal.plan).flatMap((step, index) =>
        written.has(index) || unnamed.includes(step)
          ? [{ heading: stepHeading(index + 1, stepLine(step)), rows: stepRows(view, step, index) }]
          : [],
      ),
      ...othersBlock(view),
    ],
    footer: footer(journal.length, at),
    offers: [],
  };
}

/** What decides a change, for good or until it is released. */
const DECIDING = ['claimed', 'rejected', 'ended', 'superseded'];

function mine({ change, journal }: EvidenceView, at: Instant): Report['blocks'][number] {
  const { proposal, status } = change;
  const { mine: heading, outcome, decidedBy, ended, exactly } = words.evidence;
  const { requester, requestedAt, plan, id } = proposal;
  const decided = journal.findLast(({ event }) => DECIDING.includes(event.kind))?.event.at;
  return {
    heading: [{ strong: heading }],
    rows: [
      { label: outcome, value: [statusWords(change, at).state] },
      whoAndWhen(words.common.askedBy, requester, requestedAt),
      ...('by' in status ? [whoAndWhen(decidedBy, status.by, decided)] : []),
      ...('at' in status ? [{ label: ended, value: [exactly(status.at)], when: status.at }] : []),
      { label: words.common.tenantId, value: [{ code: plan.tenantId }] },
      { label: words.changes.details.labels.changeId, value: [{ code: id }] },
    ],
    offers: [offersOfChange.show(id)],
  };
}

/** To the second, as it is compared with logs. @param at undefined: the journal that was read does not tell */
const whoAndWhen = (label: string, who: Person, at: Instant | undefined): Fact => ({
  label,
  value: [personName(who), ...(at === undefined ? [] : [', ', words.evidence.exactly(at)])],
});

function verdict(
  { change: { status, evidence }, problem, givenUp }: EvidenceView,
  unnamed: readonly Step[],
): keyof typeof words.evidence.verdicts {
  if (evidence === null) return mayHaveWritten(status) ? 'notLooked' : 'nothingWritten';
  if (evidence.awaited.length > 0) {
    if (problem !== null) return 'unreadable';
    return givenUp ? 'neverCame' : 'awaited';
  }
  if (evidence.matched.length === 0) return 'noActivity';
  return unnamed.length === 0 ? 'all' : 'allNamed';
}

const mayHaveWritten = (status: Status): boolean =>
  status.state === 'applying' ? status.phase === 'writing' : ['applied', 'unknown'].includes(status.state);

function stepRows({ change, journal, givenUp, addresses }: EvidenceView, step: Step, index: number): readonly Fact[] {
  const { request, done, lost, record, recordLine, missing } = words.evidence;
  const entry = journal.filter(({ event }) => event.kind === 'stepDone')[index];
  const match = change.evidence?.matched.find((one) => one.step === index);
  const requests = entry?.requestIds ?? [];
  const answered: Line =
    entry === undefined
      ? [lost]
      : [done(entry.event.at), ...(requests.length === 0 ? [] : [', ', { code: requests.join(' ') }])];
  const isNamed = auditActivityOf(step) !== undefined;
  const none = isNamed ? missing[givenUp ? 'neverCame' : 'awaited'] : missing.noActivity;
  return [
    { label: request, value: answered },
    { label: record, value: match === undefined ? none : recordLine(match.record, addresses) },
  ];
}

/** A card has room for so many. */
const MOST_OTHERS = 8;

function othersBlock({ others, addresses }: EvidenceView): Report['blocks'] {
  if (others.length === 0) return [];
  const { others: heading, recordLine, moreOthers } = words.evidence;
  const left = others.length - MOST_OTHERS;
  return [
    {
      heading: [{ strong: heading }],
      rows: others
        .slice(0, MOST_OTHERS)
        .map(({ activity, record }) => ({ label: activity, value: recordLine(record, addresses) })),
      lines: left > 0 ? [[moreOthers(left)]] : [],
    },
  ];
}
