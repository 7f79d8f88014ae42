import { needsMore } from '../../domain/change/approval.ts';
import { isDue, missingApprovals, type Change } from '../../domain/change/change.ts';
import type { ChangeEvent } from '../../domain/change/event.ts';
import type { Stop } from '../../domain/change/stop.ts';
import type { Instant } from '../../domain/instant.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { authorizeWith, type Given, type Proof } from '../authorize.ts';
import { answerOf, opens, type Click, type ClickAnswer, type Decided, type Decider, type ToAnybody } from './click.ts';
import { contradicted } from './as-proposed.ts';
import { learnCard } from '../telling/cards/learn-card.ts';
import { advanceAsItStands, asStored } from './lifecycle.ts';
import type { Ports } from '../ports.ts';
import { troubleOf } from '../trouble.ts';
import { noteRefusedClick } from './note-refused-click.ts';
import { tellAlone } from '../telling/alone/tell-alone.ts';

const AT_IT: ToAnybody = { kind: 'lookingUpRole' };

/**
 * A click by somebody other than the requester, on a change that another administrator decides, or to end it. Their role
 * is read before anything moves or is shown: the card is for many, and a click by somebody without the role must leave it as it
 * is. Whoever approves it approves somebody's wish, so the requester is looked at together with them. Of several who
 * approve, the first decides, or the last of as many as it takes.
 */
export async function decideOther(
  decider: Decider,
  change: Change,
  click: Click,
  within: (work: Promise<unknown>) => Promise<void>,
): Promise<Decided> {
  const { checking, clicks, ports } = decider;
  const { background, ids, log } = ports;
  const { changeId, person, verdict } = click;
  // Whoever said that they are looking at it may decide while their role is still being looked up.
  const key = `${changeId} ${person.objectId} ${verdict}`;
  if (checking.has(key)) return { kind: 'told', notice: AT_IT };
  checking.add(key);
  const clicked: { late: boolean; proof?: Proof<'change'>; answer?: Decided } = { late: false };
  const proving = clicks.take(
    person.objectId,
    () => prove(ports, change, click),
    (refusal): Proven | ToAnybody => ({ kind: 'refused', refusal }),
  );
  const work = proving
    .finally(() => checking.delete(key))
    .then(async (proven) => {
      if ('proof' in proven) clicked.proof = proven.proof;
      const decided: Decided =
        'proof' in proven ? await act(decider, proven, change, click) : { kind: 'told', notice: proven };
      const answer = answerOf(decided);
      await noteRefusedClick(ports, click, answer);
      clicked.answer = decided;
      if (clicked.late && answer.kind === 'told') await tellAlone(ports, person, click.card, answer.notice);
    })
    .catch(async (error: unknown) => {
      if (!clicked.late) throw error;
      const reference = ids.reference();
      log.error('click.failed', error, { reference, changeId });
      await tellAlone(ports, person, click.card, troubleOf(error, reference));
    });
  background.start('decide', () => work);
  await within(work);
  if (clicked.answer !== undefined) return clicked.answer;
  clicked.late = true;
  if (clicked.proof !== undefined) return shown(ports, clicked.proof, change);
  log.info('click.late', { changeId, objectId: person.objectId });
  return { kind: 'told', notice: AT_IT };
}

/** What a click does by somebody who has the role. */
async function act(
  { ports, settings, applier, presenter }: Decider,
  { proof, barred }: Proven,
  change: Change,
  click: Click,
): Promise<Given<ClickAnswer>> {
  const { id, challenge } = change.proposal;
  if (click.verdict === 'approve' && challenge !== null && click.typed?.trim().toLowerCase() !== challenge) {
    return proof.give({ kind: 'told', notice: { kind: 'refused', refusal: { kind: 'challengeFailed' } } });
  }
  // It may ask for more people since the card was drawn.
  if (click.verdict === 'approve' && needsMore(settings, change.proposal)) {
    return proof.give({ kind: 'told', notice: { kind: 'refused', refusal: { kind: 'ruleStricter', change } } });
  }
  await learnCard(ports, change.proposal.id, click.card);
  const stop = click.verdict === 'approve' ? ((await contradicted(ports, change)) ?? barred) : undefined;
  const moved = await advanceAsItStands(ports, change, (known) =>
    eventOf(known, proof, click, stop, ports.clock.now()),
  );
  if (moved?.status.state === 'stopped') ports.log.warn('change.stopped', { changeId: id, stop });
  if (moved?.status.state === 'applying') await applier.apply(moved);
  if (moved !== undefined) await presenter.draw(id);
  return shown(ports, proof, moved ?? change);
}

const shown = async (ports: Ports, proof: Proof<'change'>, known: Change): Promise<Given<ClickAnswer>> =>
  proof.give({ kind: 'card', change: await asStored(ports, known) });

/** That whoever clicked may, and why the change ends all the same where whoever asked may not. */
type Proven = { readonly proof: Proof<'change'>; readonly barred: Stop | undefined };

/** The proof that whoever clicked may, or why they may not. Whatever they press, the card is for those with the role. */
async function prove(ports: Ports, change: Change, { person, changeId, verdict }: Click): Promise<Proven | ToAnybody> {
  const { log, ids } = ports;
  const others = verdict === 'approve' ? [change.proposal.requester] : [];
  try {
    const { others: refused, ...passing } = await authorizeWith(ports, person, 'change', others);
    if (passing.kind === 'proven') {
      const [first] = refused;
      return { proof: passing.proof, barred: first && { kind: 'requesterMayNot', refusal: first.refusal } };
    }
    log.info('click.refused', { changeId, objectId: person.objectId });
    if (change.proposal.approval === 'secondPerson') return passing;
    return { kind: 'refused', refusal: { kind: 'notRequester', requester: change.proposal.requester } };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const reference = ids.reference();
    log.error('click.unreadable', error, { reference, changeId, problem: error.problem });
    const isOwn = error.about === undefined || error.about === person.objectId;
    return { kind: 'unreadable', problem: error.problem, reference, ...(isOwn ? {} : { of: 'requester' }) };
  }
}

/** undefined: nothing that this click could do to the change as it is. */
function eventOf(
  change: Change,
  proof: Proof<'change'>,
  { verdict, reason }: Click,
  stop: Stop | undefined,
  at: Instant,
): ChangeEvent | undefined {
  // That somebody rewrote it comes before its time, which may be what they rewrote.
  if (stop?.kind === 'notAsProposed') return { kind: 'stopped', stop, at };
  if (isDue(change, at)) return { kind: 'expired', at };
  if (!opens(proof, verdict)) return undefined;
  const { person: by } = proof;
  switch (verdict) {
    case 'approve':
      if (stop !== undefined) return { kind: 'stopped', stop, at };
      return { kind: missingApprovals(change) > 1 ? 'approved' : 'claimed', by, at };
    case 'cancel':
      return { kind: 'ended', by, at, reason: null };
    case 'reject':
      return { kind: 'rejected', by, at, reason };
    case 'looking':
      return { kind: 'looked', by, at };
  }
}
