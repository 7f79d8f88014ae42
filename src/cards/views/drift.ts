import { acceptDriftLine } from '../../commands/accept-drift.ts';
import { revertDriftLine } from '../../commands/revert-drift.ts';
import { isOpenDrift, risk, type Actor, type Drift } from '../../domain/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DriftList, Line } from '../../domain/reply.ts';
import { difference, fieldsOf } from '../../domain/snapshot.ts';
import { moment } from '../moment.ts';
import { personName } from '../words/person.ts';
import { FIELD_LABELS, fieldWords } from '../words/settings.ts';
import type { Style } from '../words/style.ts';
import { domainOf, nameOf, supportLines } from '../words/tenant.ts';
import { isBlank, shortened } from '../text.ts';
import type { Offer, Report } from './report.ts';

const STYLES = { red: 'attention', amber: 'warning', green: 'good' } as const satisfies Record<string, Style>;
const MOST_BLOCKS = 10;
const LONGEST_NAME = 80;
/** Graph: the default for automatic redemption is false, always. */
const DEFAULTS = { automaticRedemption: { inbound: false, outbound: false } };

/** What somebody else has changed: before, after, when, who, and what became of it. */
export function driftReport(drift: Drift, at: Instant): Report {
  const { id, partner, status } = drift;
  return {
    title: driftTitle(drift),
    style: STYLES[risk(drift)],
    lines: [...supportLines(partner), ...riskLines(drift), ...statusLines(drift)],
    blocks: [
      {
        heading: [{ strong: nameOf(partner) }, `, ${domainOf(partner)}`],
        rows: [{ label: 'Tenant id', value: [{ say: partner.tenantId }] }, ...differenceRows(drift)],
      },
      {
        heading: [{ strong: 'When and who' }],
        rows: [
          { label: 'Changed between', value: [`${moment(drift.lastSeenAt)} and ${moment(drift.detectedAt)}`] },
          { label: 'By', value: actorLine(drift.actor) },
        ],
        lines: drift.whileDown ? [['I was not running for some of that time.']] : [],
      },
    ],
    footer: `${id}, found on ${moment(drift.detectedAt)}; drawn on ${moment(at)}`,
    offers: status.state === 'open' ? OFFERS(drift) : [],
  };
}

const OFFERS = ({ id }: Drift): readonly Offer[] => [
  { title: 'Revert', say: revertDriftLine(id) },
  { title: 'Accept', say: acceptDriftLine(id) },
];

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

/** The change in a few words, the most dangerous part of it. */
function whatHappened({ before, after }: Drift): string {
  const names = difference(before, after);
  const is = fieldsOf(after);
  const was = fieldsOf(before);
  if (is.userSync === true && was.userSync !== true) return 'user sync was switched on';
  if (is.groupSync === true && was.groupSync !== true) return 'group sync was switched on';
  if (is.redemptionInbound === true && was.redemptionInbound !== true) {
    return 'automatic redemption, inbound, was switched on';
  }
  if (names.includes('partner')) return is.partner === 'present' ? 'a partner was added' : 'a partner was removed';
  if (names.includes('policy'))
    return is.policy === 'present' ? 'a sync policy was created' : 'a sync policy was deleted';
  if (was.userSync === true && is.userSync !== true) return 'user sync was switched off';
  return 'partner settings were changed';
}

function riskLines(drift: Drift): readonly Line[] {
  switch (risk(drift)) {
    case 'red':
      return [[{ strong: 'High risk:' }, ' a door for this organisation’s users was opened, and not through me.']];
    case 'amber':
      return [['This was changed, and not through me. Take it back with Revert, or accept it with a reason.']];
    case 'green':
      return [];
  }
}

function statusLines({ id, status }: Drift): readonly Line[] {
  switch (status.state) {
    case 'open':
      return [['To accept it, type ', { say: `${acceptDriftLine(id)} because …` }, ' with your reason.']];
    case 'accepted':
      return [[personName(status.by), ` accepted it on ${moment(status.at)}, because: `, { strong: status.reason }]];
    case 'reverted':
      return [[`It was taken back on ${moment(status.at)} by `, { say: `show change ${status.change}` }, '.']];
    case 'superseded':
      return status.by === null
        ? [[`On ${moment(status.at)} it was as before again, and not through me.`]]
        : [['The partner was changed again. ', { strong: status.by }, ' tells of all of it.']];
  }
}

function differenceRows({ before, after }: Drift): readonly { label: string; value: Line }[] {
  return difference(before, after).map((name) => ({
    label: FIELD_LABELS[name],
    value: [`${fieldWords(name, before, DEFAULTS)} → `, { strong: fieldWords(name, after, DEFAULTS) }],
  }));
}

function actorLine(actor: Actor | null): Line {
  if (actor === null) return ['not known yet: the audit log tells some minutes later'];
  const name = shortened(isBlank(actor.name) ? 'somebody without a name' : actor.name, LONGEST_NAME);
  const from = actor.ip === null ? '' : ` from ${shortened(actor.ip, LONGEST_NAME)}`;
  return [{ strong: name }, `${from}, ${moment(actor.at)}`];
}

export function driftListReport(list: DriftList, at: Instant): Report {
  const { drifts } = list;
  const left = drifts.length - MOST_BLOCKS;
  return {
    title: driftListTitle(list),
    style: drifts.some((drift) => risk(drift) === 'red') ? 'attention' : drifts.some(isOpenDrift) ? 'warning' : 'good',
    lines: listLines(list),
    blocks: drifts.slice(0, MOST_BLOCKS).map((drift) => ({
      heading: [{ strong: nameOf(drift.partner) }, `, ${domainOf(drift.partner)}`],
      rows: [
        { label: 'What', value: [whatHappened(drift)] },
        ...differenceRows(drift),
        { label: 'Changed between', value: [`${moment(drift.lastSeenAt)} and ${moment(drift.detectedAt)}`] },
        { label: 'By', value: actorLine(drift.actor) },
      ],
      lines: [
        ['To take it back, type ', { say: revertDriftLine(drift.id) }, '.'],
        ['To accept it, type ', { say: `${acceptDriftLine(drift.id)} because …` }, '.'],
      ],
    })),
    footer: `Read on ${moment(at)}${left > 0 ? `; ${left} more are not shown` : ''}`,
    offers: [],
  };
}

export function driftListTitle({ drifts }: DriftList): string {
  if (drifts.length === 0) return 'Nothing changed behind my back';
  return drifts.length === 1
    ? '1 change that was not made through me'
    : `${drifts.length} changes that were not made through me`;
}

function listLines({ look, drifts }: DriftList): readonly Line[] {
  if (look === null) return drifts.length === 0 ? [['Nothing waits for a decision.']] : [];
  const compared = `I compared ${look.partners === 1 ? '1 partner' : `${look.partners} partners`} just now`;
  if (look.began) return [[`${compared} for the first time: what is there now is how it should be from here on.`]];
  return [[`${compared} and found ${look.fresh === 0 ? 'nothing' : look.fresh} new.`]];
}
