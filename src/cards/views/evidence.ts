import { problemLine } from '../../words/en/problems.ts';
import { auditActivityOf } from '../../domain/drift/audit.ts';
import type { Status } from '../../domain/change/status.ts';
import { steps } from '../../domain/policy/plan.ts';
import type { Instant } from '../../domain/instant.ts';
import type { EvidenceView, OtherRecord } from '../../domain/replies/reply.ts';
import type { Line } from '../../words/line.ts';
import type { Step } from '../../domain/policy/step.ts';
import { moment } from '../../words/en/moment.ts';
import { recordLine } from '../../words/en/drift.ts';
import { personName } from '../../words/en/person.ts';
import { planTitle, stepLine } from '../../words/en/changes/plan.ts';
import { calledBy } from '../../words/en/tenant.ts';
import { statusWords } from './change/status.ts';
import type { Report } from './report.ts';

/** What the bot wrote down of a change, step by step, beside what Entra's audit log has of it. */
export function evidenceReport(view: EvidenceView, at: Instant): Report {
  const { change, journal } = view;
  const { proposal, status, evidence } = change;
  const written = new Set([...(evidence?.awaited ?? []), ...(evidence?.matched ?? []).map(({ step }) => step)]);
  const isMissing = view.givenUp && (evidence?.awaited.length ?? 0) > 0;
  const unnamed = evidence === null ? [] : steps(proposal.plan).filter((step) => auditActivityOf(step) === undefined);
  return {
    title: `Evidence for ${proposal.id}`,
    style: isMissing || view.problem !== null ? 'warning' : 'emphasis',
    lines: [
      [{ strong: planTitle(proposal.plan) }, ' for ', { strong: calledBy(proposal.partner) }, '.'],
      verdict(view, unnamed),
      ...(view.problem === null ? [] : [[problemLine(view.problem)]]),
    ],
    blocks: [
      {
        heading: [{ strong: 'What I wrote down' }],
        rows: [
          { label: 'Outcome', value: [statusWords(change, at).state] },
          { label: 'Asked by', value: [personName(proposal.requester), `, ${moment(proposal.requestedAt)}`] },
          ...('by' in status ? [{ label: 'Decided by', value: [personName(status.by)] }] : []),
          ...('at' in status ? [{ label: 'Ended', value: [moment(status.at)] }] : []),
          { label: 'Tenant id', value: [{ say: proposal.plan.tenantId }] },
          { label: 'Every line', value: [{ say: `show change ${proposal.id}` }] },
        ],
      },
      ...steps(proposal.plan).flatMap((step, index) =>
        written.has(index) || unnamed.includes(step)
          ? [{ heading: [{ strong: `Step ${index + 1}: ` }, ...stepLine(step)], rows: stepRows(view, step, index) }]
          : [],
      ),
      ...othersBlock(view.others),
    ],
    footer: `${journal.length} lines of the journal, read on ${moment(at)}`,
    offers: [],
  };
}

function verdict({ change: { status, evidence }, problem, givenUp }: EvidenceView, unnamed: readonly Step[]): Line {
  if (evidence === null) {
    return mayHaveWritten(status)
      ? ['I have not looked for Entra’s records of it.']
      : ['Nothing was written, so Entra has no record to show.'];
  }
  const { awaited, matched } = evidence;
  if (awaited.length > 0) {
    if (problem !== null) return ['I could not read Entra’s audit log now.'];
    return givenUp
      ? [{ strong: 'Entra’s audit log has not told of all of it within a day.' }, ' Look there for what is missing.']
      : ['Entra’s audit log has not told of all of it yet; it is minutes late as a rule. I keep looking for a day.'];
  }
  if (matched.length === 0) return ['Microsoft names no audit activity for any of it, so nothing can be matched.'];
  return unnamed.length === 0
    ? ['Entra’s audit log has a record of every step.']
    : ['Entra’s audit log has a record of every step that Microsoft names an audit activity for.'];
}

const mayHaveWritten = (status: Status): boolean =>
  status.state === 'applying' ? status.phase === 'writing' : ['applied', 'unknown'].includes(status.state);

function stepRows({ change, journal, givenUp }: EvidenceView, step: Step, index: number) {
  const done = journal.filter(({ event }) => event.kind === 'stepDone')[index];
  const match = change.evidence?.matched.find((one) => one.step === index);
  const requests = done?.requestIds ?? [];
  const mine: Line =
    done === undefined
      ? ['the answer to it was lost']
      : [`done, ${moment(done.event.at)}`, ...(requests.length === 0 ? [] : [', ', { say: requests.join(' ') }])];
  return [
    { label: 'My request', value: mine },
    { label: 'Entra’s record', value: match === undefined ? missing(step, givenUp) : recordLine(match.record) },
  ];
}

function missing(step: Step, givenUp: boolean): Line {
  if (auditActivityOf(step) === undefined) return ['Microsoft names no audit activity for this'];
  return [givenUp ? 'none was found' : 'none yet'];
}

/** A card has room for so many. */
const MOST_OTHERS = 10;

function othersBlock(others: readonly OtherRecord[]) {
  if (others.length === 0) return [];
  const left = others.length - MOST_OTHERS;
  return [
    {
      heading: [{ strong: 'Also in Entra’s audit log at that time' }],
      rows: others
        .slice(0, MOST_OTHERS)
        .map(({ activity, record }) => ({ label: activity, value: recordLine(record) })),
      lines: left > 0 ? [[`… and ${left} more.`]] : [],
    },
  ];
}
