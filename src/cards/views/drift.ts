import { risk, type Drift } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { differenceRows, originLines, originRows, RISK_STYLES, whatHappened } from '../../words/en/drift.ts';
import { personName } from '../../words/en/person.ts';
import { domainOf, nameOf, supportLines } from '../../words/en/tenant.ts';
import type { Report } from './report.ts';

/** What somebody else has changed: before, after, when, who, and what became of it. */
export function driftReport(drift: Drift, at: Instant): Report {
  const { id, partner, status } = drift;
  return {
    title: driftTitle(drift),
    style: RISK_STYLES[risk(drift)],
    lines: [...supportLines(partner), ...riskLines(drift), ...statusLines(drift)],
    blocks: [
      {
        heading: [{ strong: nameOf(partner) }, `, ${domainOf(partner)}`],
        rows: [{ label: 'Tenant id', value: [{ say: partner.tenantId }] }, ...differenceRows(drift)],
      },
      {
        heading: [{ strong: 'When and who' }],
        rows: originRows(drift),
        lines: originLines(drift),
      },
    ],
    footer: `${id}, found on ${moment(drift.detectedAt)}; drawn on ${moment(at)}`,
    offers: [],
    ...(status.state === 'open' && { undecided: id }),
  };
}

export function driftTitle(drift: Drift): string {
  switch (drift.status.state) {
    case 'open':
      return `Not by me: ${whatHappened(drift)}`;
    case 'accepted':
      return `Accepted: ${whatHappened(drift)}`;
    case 'reverted':
      return `Taken back: ${whatHappened(drift)}`;
    case 'superseded':
      return drift.status.by === null ? `Gone again: ${whatHappened(drift)}` : 'Changed again since';
  }
}

function riskLines(drift: Drift): readonly Line[] {
  switch (risk(drift)) {
    case 'red':
      return [[{ strong: 'High risk:' }, ' this opens a way into this organisation, and it was not done through me.']];
    case 'amber':
      return [['This was changed, and not through me. Take it back with Revert, or accept it with a reason.']];
    case 'green':
      return [];
  }
}

function statusLines({ status }: Drift): readonly Line[] {
  switch (status.state) {
    case 'open':
      return [];
    case 'accepted':
      return [[personName(status.by), ` accepted it on ${moment(status.at)}, because: ${status.reason}`]];
    case 'reverted':
      return [[`It was taken back on ${moment(status.at)} by `, { say: `show change ${status.change}` }, '.']];
    case 'superseded':
      return status.by === null
        ? [[`On ${moment(status.at)} it was as before again, and not through me.`]]
        : [['The partner was changed again. ', { strong: status.by }, ' tells of all of it.']];
  }
}
