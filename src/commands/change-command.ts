import { z } from 'zod/v4-mini';
import type { EndingDoor } from '../domain/ends/door.ts';
import type { PartnerGoal } from '../domain/policy/goals.ts';
import type { HelpTopic } from '../domain/replies/help.ts';
import type { Operation } from '../domain/policy/operation.ts';
import { defineCommand, type Command } from './command.ts';
import { hasNoLeftOverEnd, hasOneEnd, UNTIL, untilOf, untilSlots, withEnd } from './end-slots.ts';
import type { ChangeRequest, DefaultRequest } from './requests.ts';
import { partnerSlot, reasonSlot } from './slots.ts';

type OfPartner = {
  readonly topic: HelpTopic;
  readonly name: string;
  readonly example: string;
  readonly operations: readonly Operation[];
  readonly goal: PartnerGoal;
  /** The word between name and partner; left out: `for`. */
  readonly preposition?: 'for' | 'from' | '';
  readonly preview?: boolean;
  readonly request?: Pick<ChangeRequest, 'readsDeleted' | 'challenged'>;
};

/** A change command of the usual form: `<name> for <partner> [because <reason>]`. */
export function changeCommand({
  goal,
  preposition = 'for',
  request = {},
  ...shown
}: OfPartner): Command<ChangeRequest, 'change'> {
  const opening = preposition === '' ? shown.name : `${shown.name} ${preposition}`;
  return defineCommand({
    ...shown,
    usage: `${opening} <partner> [because <reason>]`,
    access: 'change',
    slots: z.object({ partner: partnerSlot, reason: reasonSlot }),
    request: ({ partner, reason }): ChangeRequest => ({
      kind: 'change',
      partner,
      reason,
      goal,
      say: (named) => `${opening} ${named}`,
      ...request,
    }),
  });
}

/** A partner and, where it is to end, until when it may be open. */
const openedSlots = z
  .object({ partner: z.pipe(z.string().check(hasNoLeftOverEnd), partnerSlot), reason: reasonSlot, ...untilSlots })
  .check(hasOneEnd);

type Opening = Omit<OfPartner, 'request'> & { readonly door: EndingDoor };

/** One that opens a door, for good or until an end: `<name> for <partner> [for <days> days] [until <until>] [because <reason>]`. */
export function openingCommand({
  goal,
  door,
  preposition = 'for',
  ...shown
}: Opening): Command<ChangeRequest, 'change'> {
  return defineCommand({
    ...shown,
    usage: `${shown.name} ${preposition} <partner> ${UNTIL} [because <reason>]`,
    access: 'change',
    slots: openedSlots,
    request: ({ partner, reason, ...said }): ChangeRequest => ({
      kind: 'change',
      partner,
      reason,
      goal,
      say: (named) => withEnd(`${shown.name} ${preposition} ${named}`, untilOf(said)),
      ends: { door, asked: untilOf(said) },
    }),
  });
}

/** One that changes what applies by default: `<name> [because <reason>]`. */
export function defaultCommand({
  goal,
  ...shown
}: Pick<OfPartner, 'name' | 'goal'>): Command<DefaultRequest, 'change'> {
  return defineCommand({
    ...shown,
    topic: 'trust',
    usage: `${shown.name} [because <reason>]`,
    example: shown.name,
    access: 'change',
    operations: ['updateDefaults'],
    slots: z.object({ reason: reasonSlot }),
    request: ({ reason }): DefaultRequest => ({ kind: 'changeDefault', reason, goal, say: shown.name }),
  });
}
