import { revertDrift as revertCommand } from '../../commands/drift/revert-drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Access } from '../../domain/people/role.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import { readForRevert, reverting, type Named } from '../changing/revert-drift.ts';
import type { Given } from '../authorize.ts';
import { inWords } from '../in-words.ts';
import type { Ports, Settings } from '../ports.ts';
import { learnCard } from '../telling/cards/learn-card.ts';
import { answering, nothing } from '../use-case.ts';
import { accepting } from './accept-drift.ts';

export const DRIFT_VERDICTS = ['accept', 'revert'] as const;
export type DriftVerdict = (typeof DRIFT_VERDICTS)[number];

/** What each takes: nobody has asked for a drift, so whoever may change partners may decide on it. */
const ACCESS = { accept: 'change', revert: 'change' } as const satisfies Readonly<Record<DriftVerdict, Access>>;

type DriftClick = {
  readonly driftId: DriftId;
  readonly verdict: DriftVerdict;
  /** What was typed on the card; null: nothing. */
  readonly reason: string | null;
  readonly person: Person;
  readonly conversation: ConversationReference;
  /** The message that was clicked; null: the click does not say. */
  readonly card: PostedMessage | null;
};

/** Decides a click on a drift's card. Never rejects. */
export function decideDrift(ports: Ports, settings: Settings, lookup: Named, click: DriftClick): Promise<Given<Reply>> {
  const { driftId, verdict, reason, person, conversation, card } = click;
  const does: Readonly<Record<DriftVerdict, () => Promise<Given<Reply>>>> = {
    accept: () =>
      answering(ports, person, ACCESS.accept, {
        early: nothing,
        answer: async (proof) => {
          await learnCard(ports, driftId, card);
          return proof.give(await accepting(ports, settings, proof, driftId, reason));
        },
      }),
    revert: () =>
      answering(ports, person, ACCESS.revert, {
        early: () => readForRevert(ports, driftId),
        answer: async (proof, read) => {
          await learnCard(ports, driftId, card);
          const place = { conversation, card: null, command: revertCommand.name };
          return reverting(ports, settings, lookup, proof, place, { drift: driftId, reason: null }, read);
        },
      }),
  };
  return inWords(ports, { command: `${verdict} drift`, person }, does[verdict]);
}
