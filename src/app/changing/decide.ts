import { needsMore } from '../../domain/change/approval.ts';
import { isDue, type Change } from '../../domain/change/change.ts';
import type { Refusal } from '../../domain/replies/refusal.ts';
import { asRequester, type Given, type Proof } from '../authorize.ts';
import type { Ports } from '../ports.ts';
import type { Presenter } from '../telling/cards/present.ts';
import { answerOf, opens, type Click, type ClickAnswer, type Decided, type Decider, type ToAnybody } from './click.ts';
import { decideOther } from './decide-other.ts';
import { contradicted } from './as-proposed.ts';
import { learnCard } from '../telling/cards/learn-card.ts';
import { advance, advanceAsItStands, asStored } from './lifecycle.ts';
import { noteRefusedClick } from './note-refused-click.ts';

/**
 * Decides a click on a change's card. Only what is in the store decides; the click brings an id and a verdict. A
 * confirmed change is applied in the background: the answer does not wait for Graph.
 * @param within is called with the promise of work in the background; resolves with it or when the time is over in
 *   which a click must be answered
 */
export async function decide(
  decider: Decider,
  click: Click,
  within: (work: Promise<unknown>) => Promise<void>,
): Promise<Decided> {
  const change = await decider.ports.store.get(click.changeId);
  const own = change && asRequester(click.person, change);
  // It may answer before it has decided, and notes what it refuses itself.
  if (change !== undefined && own === undefined && isForOthers(change, click)) {
    return decideOther(decider, change, click, within);
  }
  const decided = own === undefined ? refuse(decider, change, click) : await decideOwn(decider, own, click, within);
  await noteRefusedClick(decider.ports, click, answerOf(decided));
  return decided;
}

/** Whether somebody who did not ask may do that at all, if they hold the role: whoever may not decide it may end it. */
const isForOthers = ({ proposal }: Change, { verdict }: Click): boolean =>
  proposal.approval === 'secondPerson' || verdict === 'cancel';

/** Before anything is shown: a change's id is no secret, and its card tells of a partner. */
function refuse({ ports }: Decider, change: Change | undefined, { changeId, person }: Click): Decided {
  if (change === undefined) return told({ kind: 'changeUnknown' });
  ports.log.info('click.refused', { changeId, objectId: person.objectId });
  return told({ kind: 'notRequester', requester: change.proposal.requester });
}

/** A click of whoever asked. */
async function decideOwn(
  { ports, settings, applier, presenter }: Decider,
  proof: Proof<'requester'>,
  click: Click,
  within: (work: Promise<unknown>) => Promise<void>,
): Promise<Given<ClickAnswer>> {
  const { clock, background } = ports;
  const { person: by, basis: change } = proof;
  const { id, approval, challenge } = change.proposal;
  const told = (refusal: Refusal): Given<ClickAnswer> =>
    proof.give({ kind: 'told', notice: { kind: 'refused', refusal } });
  await learnCard(ports, change.proposal.id, click.card);
  const now = clock.now();
  // Before anything is said of it, or done by its time: that would be of a change that nobody asked for.
  const stop = click.verdict === 'confirm' ? await contradicted(ports, change) : undefined;
  if (stop !== undefined) {
    await advance(ports, change, { kind: 'stopped', stop, at: now });
    return redrawn(ports, presenter, proof);
  }
  if (change.status.state !== 'pending') return proof.give({ kind: 'card', change });
  if (isDue(change, now)) {
    await advance(ports, change, { kind: 'expired', at: now });
    return redrawn(ports, presenter, proof);
  }
  if (click.verdict === 'cancel') {
    await advanceAsItStands(ports, change, () => ({ kind: 'rejected', by, at: now, reason: null }));
    return redrawn(ports, presenter, proof);
  }
  if (approval === 'secondPerson') return told({ kind: 'ownChange', change });
  if (!opens(proof, click.verdict)) return proof.give({ kind: 'card', change });
  // The rule may have been made stricter since the card was drawn.
  if (needsMore(settings, change.proposal)) return told({ kind: 'ruleStricter', change });
  if (challenge !== null && click.typed?.trim().toLowerCase() !== challenge) return told({ kind: 'challengeFailed' });
  const claimed = await advance(ports, change, { kind: 'claimed', by, at: now });
  if (claimed !== undefined) {
    const work = applier.apply(claimed).then(async () => {
      await presenter.draw(id);
    });
    background.start('apply', () => work);
    await within(work);
  }
  // Whatever the store does from here on, Graph may have been written: what is known is said.
  return proof.give({ kind: 'card', change: await asStored(ports, claimed ?? change) });
}

const told = (refusal: Extract<ToAnybody, { kind: 'refused' }>['refusal']): Decided => ({
  kind: 'told',
  notice: { kind: 'refused', refusal },
});

async function redrawn(ports: Ports, presenter: Presenter, proof: Proof<'requester'>): Promise<Given<ClickAnswer>> {
  const { basis: change } = proof;
  ports.background.start('draw', async () => {
    await presenter.draw(change.proposal.id);
  });
  return proof.give({ kind: 'card', change: await asStored(ports, change) });
}
