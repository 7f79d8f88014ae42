import { z } from 'zod/v4-mini';
import type { EndingDoor } from '../domain/ends/door.ts';
import type { PartnerGoal } from '../domain/policy/goals.ts';
import type { HelpTopic } from '../domain/replies/help.ts';
import type { Operation } from '../domain/policy/operation.ts';
import { defineCommand, type Command } from './command.ts';
import {
  hasNoLeftOverEnd,
  hasNoEndInReason,
  hasOneEnd,
  UNTIL,
  untilOf,
  untilSlots,
  withEnd,
} from './reading/end-slots.ts';
import { ofThem, partnersSlot } from './many/named-partners.ts';
import type { ChangeRequest, DefaultRequest, ManyRequest } from './requests.ts';
import { partnerSlot, reasonSlot } from './reading/slots.ts';

type OfPartner = {
  readonly topic: HelpTopic;
  readonly name: string;
  readonly example: string;
  readonly operations: readonly Operation[];
  readonly goal: PartnerGoal;
  /** The word between name and partner; left out: `for`. */
  readonly preposition?: 'for' | 'from' | '';
  readonly preview?: boolean;
  readonly request?: Pick<ChangeRequest, 'readsDeleted' | 'challenged' | 'movesNobody'>;
};
type Shown = Omit<OfPartner, 'preposition' | 'request'>;

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

/** One of the usual form that can also be asked for of several partners at once. */
export function manyCommand({
  goal,
  preposition,
  ...shown
}: Shown & { readonly preposition: 'for' | 'from' }): Command<ChangeRequest | ManyRequest, 'change'> {
  const opening = `${shown.name} ${preposition}`;
  return defineCommand({
    ...shown,
    usage: `${opening} <partner> [because <reason>]`,
    access: 'change',
    slots: z.object({ partner: partnersSlot, reason: reasonSlot }),
    request: ({ partner, reason }) => ofThem(partner, { reason, goal, say: (named) => `${opening} ${named}` }),
  });
}

/** Whose door it is, one partner's or several's, and, where it is to end, until when it may be open. */
export const openedSlots = {
  partner: z.pipe(z.string().check(hasNoLeftOverEnd), partnersSlot),
  reason: reasonSlot,
  ...untilSlots,
};
type Opened = z.output<z.ZodMiniObject<typeof openedSlots>>;

/** What is asked for by these. @param opening what is typed, up to whose door it is */
export const opened = (
  opening: string,
  { goal, door }: Pick<Opening, 'goal' | 'door'>,
  { partner, reason, ...said }: Opened,
): ChangeRequest | ManyRequest =>
  ofThem(partner, {
    reason,
    goal,
    say: (named) => withEnd(`${opening} ${named}`, untilOf(said)),
    ends: { door, asked: untilOf(said) },
  });

type Opening = Omit<OfPartner, 'request'> & { readonly door: EndingDoor };

/** One that opens a door, for good or until an end: `<name> for <partner> [for <days> days] [until <until>] [because <reason>]`. */
export function openingCommand({
  goal,
  door,
  preposition = 'for',
  ...shown
}: Opening): Command<ChangeRequest | ManyRequest, 'change'> {
  const opening = `${shown.name} ${preposition}`;
  return defineCommand({
    ...shown,
    usage: `${opening} <partner> ${UNTIL} [because <reason>]`,
    access: 'change',
    slots: z.object(openedSlots).check(hasOneEnd, hasNoEndInReason),
    request: (said) => opened(opening, { goal, door }, said),
  });
}

type OfDefault = Pick<OfPartner, 'name' | 'goal'>;
const ofDefault = { topic: 'trust', access: 'change', operations: ['updateDefaults'] } as const;

/** One that closes what is open by default: `<name> [because <reason>]`. */
export function defaultCommand({ goal, name }: OfDefault): Command<DefaultRequest, 'change'> {
  return defineCommand({
    ...ofDefault,
    name,
    example: name,
    usage: `${name} [because <reason>]`,
    slots: z.object({ reason: reasonSlot }),
    request: ({ reason }): DefaultRequest => ({ kind: 'changeDefault', reason, goal, say: name }),
  });
}

/** One that opens a door by default, for good or until an end: `<name> [for <days> days] [until <until>] [because <reason>]`. */
export function openingDefaultCommand({
  goal,
  name,
  door,
}: OfDefault & Pick<Opening, 'door'>): Command<DefaultRequest, 'change'> {
  return defineCommand({
    ...ofDefault,
    name,
    example: name,
    usage: `${name} ${UNTIL} [because <reason>]`,
    slots: z.object({ reason: reasonSlot, ...untilSlots }).check(hasOneEnd, hasNoEndInReason),
    request: ({ reason, ...said }): DefaultRequest => ({
      kind: 'changeDefault',
      reason,
      goal,
      say: withEnd(name, untilOf(said)),
      ends: { door, asked: untilOf(said) },
    }),
  });
}
