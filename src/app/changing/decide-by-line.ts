import { isWaiting, type Change } from '../../domain/change/change.ts';
import { samePerson } from '../../domain/people/person.ts';
import type { TypedVerdict } from '../../domain/replies/notice.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Given, Proven } from '../authorize.ts';
import { noteRefusal } from '../note-refusal.ts';
import { asUrgent, type Ports } from '../ports.ts';
import { changeCard } from '../telling/cards/change-card.ts';
import { showAgain } from '../telling/cards/show-again.ts';
import { useCase, type Asked, type AskedFor, type UseCase } from '../use-case.ts';
import { answerOf, type Decider } from './click.ts';
import { decide } from './decide.ts';
import { asStored } from './lifecycle.ts';

/** A line has more time than a click: whoever typed it waits for words, and Teams for less than 15 s. */
const BUDGET_MS = 3_000;

/**
 * Decides a change by a typed line as its button does, for clients on which buttons fail, and shows its card once more
 * where the line was typed. A line that names no change decides nothing: it is answered with the card that it may mean.
 */
export const decideByLine = (ports: Ports, decider: Decider): UseCase<'decide'> => ({
  kind: 'decide',
  run: async (asked) => {
    const change = { isLookedAt: false };
    const given = await useCase(ports, 'decide', (proof, wanted) => {
      change.isLookedAt = true;
      return deciding(ports, decider, proof, wanted);
    }).run(asked);
    const { person, request } = asked;
    const { value: reply } = given;
    // What is refused later is noted with the decision. A bare yes or no decides nothing, whoever says it.
    if (!change.isLookedAt && request.change !== null && reply.kind === 'notice') {
      const asking = { by: person, command: request.verdict, line: null, change: request.change };
      await noteRefusal(ports, asking, reply.notice);
    }
    return given;
  },
});

async function deciding(
  ports: Ports,
  decider: Decider,
  proof: Known,
  { request, ...asked }: AskedFor<'decide'>,
): Promise<Given<Reply>> {
  const { verdict, change: changeId, typed, reason } = request;
  if (changeId === null) return pointing(ports, proof, request.verdict, asked);
  const click = { changeId, verdict, typed, reason, person: proof.person, card: null };
  const decided = asUrgent('decision', () =>
    decide(decider, click, async (work) => {
      await Promise.race([work, ports.clock.sleep(BUDGET_MS)]);
    }),
  );
  const answer = answerOf(await decided);
  if (answer.kind === 'told') return proof.give({ kind: 'notice', notice: answer.notice });
  return showing(ports, proof, answer.change, asked);
}

type Place = Pick<Asked, 'conversation'>;
type Known = Proven['requester'];

/** Shows the card once more, where whoever asks sees it; else what became of the change. */
async function showing(ports: Ports, proof: Known, change: Change, { conversation }: Place): Promise<Given<Reply>> {
  const { id } = change.proposal;
  const isShown = await showAgain(ports, change, conversation);
  const stored = await asStored(ports, change);
  if (isShown) return proof.give(changeCard(stored, conversation));
  return proof.give({ kind: 'changeDetails', change: stored, journal: await ports.store.journal(id) });
}

/** What a bare word may mean: the one card that waits for this person. */
async function pointing(ports: Ports, proof: Known, verdict: TypedVerdict, asked: Place): Promise<Given<Reply>> {
  const now = ports.clock.now();
  const waiting = (await ports.store.open()).filter((change) => isWaiting(change, now));
  const own = waiting.filter(({ proposal }) => samePerson(proposal.requester, proof.person));
  const others = waiting.filter(
    ({ proposal }) => proposal.approval === 'secondPerson' && !samePerson(proposal.requester, proof.person),
  );
  const theirs = proof.access === 'change' ? [...own, ...others] : own;
  const [only, ...more] = theirs;
  if (only === undefined) return proof.give({ kind: 'notice', notice: { kind: 'nothingWaits', verdict } });
  if (more.length === 0) return showing(ports, proof, only, asked);
  return proof.give({ kind: 'notice', notice: { kind: 'severalWait', verdict, changes: theirs } });
}
