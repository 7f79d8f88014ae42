import { isDue, type Change } from '../../domain/change/change.ts';
import type { ChangeEvent } from '../../domain/change/event.ts';
import type { Instant } from '../../domain/instant.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { authorize, type Given, type Proof } from '../authorize.ts';
import { opens, type Click, type ClickAnswer, type Decider } from './click.ts';
import { learnCard } from './learn-card.ts';
import { advanceAsItStands, asStored } from './lifecycle.ts';
import type { Ports } from '../ports.ts';
import { troubleOf } from '../trouble.ts';
import { tellAlone } from '../telling/tell-alone.ts';

const AT_IT: Notice = { kind: 'lookingUpRole' };

/**
 * A click by somebody other than the requester, on a change that another administrator decides. Their role is read
 * before anything moves or is shown: the card is for many, and a click by somebody without the role must leave it as it
 * is. Of several who approve, the first decides.
 */
export async function decideOther(
  decider: Decider,
  change: Change,
  click: Click,
  within: (work: Promise<unknown>) => Promise<void>,
): Promise<ClickAnswer> {
  const { checking, ports } = decider;
  const { background, ids, log } = ports;
  const { changeId, person, verdict } = click;
  // Whoever said that they are looking at it may decide while their role is still being looked up.
  const key = `${changeId} ${person.objectId} ${verdict}`;
  if (checking.has(key)) return { kind: 'told', notice: AT_IT };
  checking.add(key);
  const clicked: { late: boolean; proof?: Proof<'change'>; answer?: ClickAnswer } = { late: false };
  const work = prove(ports, click)
    .finally(() => checking.delete(key))
    .then(async (proven) => {
      if (!('kind' in proven)) clicked.proof = proven;
      const answer: ClickAnswer =
        'kind' in proven ? { kind: 'told', notice: proven } : (await act(decider, proven, change, click)).value;
      clicked.answer = answer;
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
  if (clicked.proof !== undefined) return (await shown(ports, clicked.proof, change)).value;
  log.info('click.late', { changeId, objectId: person.objectId });
  return { kind: 'told', notice: AT_IT };
}

/** What a click does by somebody who has the role. */
async function act(
  { ports, applier, presenter }: Decider,
  proof: Proof<'change'>,
  change: Change,
  click: Click,
): Promise<Given<ClickAnswer>> {
  const { id, challenge } = change.proposal;
  if (click.verdict === 'approve' && challenge !== null && click.typed?.trim().toLowerCase() !== challenge) {
    return proof.give({ kind: 'told', notice: { kind: 'refused', refusal: { kind: 'challengeFailed' } } });
  }
  await learnCard(ports, change, click.card);
  const moved = await advanceAsItStands(ports, change, (known) => eventOf(known, proof, click, ports.clock.now()));
  if (moved?.status.state === 'applying') await applier.apply(moved);
  if (moved !== undefined) await presenter.draw(id);
  return shown(ports, proof, moved ?? change);
}

const shown = async (ports: Ports, proof: Proof<'change'>, known: Change): Promise<Given<ClickAnswer>> =>
  proof.give({ kind: 'card', change: await asStored(ports, known) });

/** The proof that whoever clicked may, or why they may not. Whatever they press, the card is for those with the role. */
async function prove(ports: Ports, { person, changeId }: Click): Promise<Proof<'change'> | Notice> {
  const { log, ids } = ports;
  try {
    const passing = await authorize(ports, person, 'change');
    if (passing.kind === 'proven') return passing.proof;
    log.info('click.refused', { changeId, objectId: person.objectId });
    return passing;
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const reference = ids.reference();
    log.error('click.unreadable', error, { reference, changeId, problem: error.problem });
    return { kind: 'unreadable', problem: error.problem, reference };
  }
}

/** undefined: nothing that this click could do to the change as it is. */
function eventOf(
  change: Change,
  proof: Proof<'change'>,
  { verdict, reason }: Click,
  at: Instant,
): ChangeEvent | undefined {
  if (isDue(change, at)) return { kind: 'expired', at };
  if (!opens(proof, verdict)) return undefined;
  const { person: by } = proof;
  switch (verdict) {
    case 'approve':
      return { kind: 'claimed', by, at };
    case 'reject':
      return { kind: 'rejected', by, at, reason };
    case 'looking':
      return { kind: 'looked', by, at };
  }
}
