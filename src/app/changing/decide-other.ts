import { isDue, type Change } from '../../domain/change/change.ts';
import type { ChangeEvent } from '../../domain/change/event.ts';
import type { Instant } from '../../domain/instant.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { authorize } from '../authorize.ts';
import type { Click, ClickAnswer, Decider } from './click.ts';
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
  const clicked: { late: boolean; passed: boolean; answer?: ClickAnswer } = { late: false, passed: false };
  const work = noTo(ports, click)
    .finally(() => checking.delete(key))
    .then(async (no) => {
      clicked.passed = no === undefined;
      const answer: ClickAnswer = no === undefined ? await act(decider, change, click) : { kind: 'told', notice: no };
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
  if (clicked.passed) return { kind: 'card', change: await asStored(ports, change) };
  log.info('click.late', { changeId, objectId: person.objectId });
  return { kind: 'told', notice: AT_IT };
}

/** What a click does by somebody who has the role. */
async function act({ ports, applier, presenter }: Decider, change: Change, click: Click): Promise<ClickAnswer> {
  const { id, challenge } = change.proposal;
  if (click.verdict === 'approve' && challenge !== null && click.typed?.trim().toLowerCase() !== challenge) {
    return { kind: 'told', notice: { kind: 'refused', refusal: { kind: 'challengeFailed' } } };
  }
  await learnCard(ports, change, click.card);
  const moved = await advanceAsItStands(ports, change, (known) => eventOf(known, click, ports.clock.now()));
  if (moved?.status.state === 'applying') await applier.apply(moved);
  if (moved !== undefined) await presenter.draw(id);
  return { kind: 'card', change: await asStored(ports, moved ?? change) };
}

/** Why whoever clicked may not; undefined: they may. */
async function noTo({ roles, log, ids }: Ports, { person, changeId }: Click): Promise<Notice | undefined> {
  try {
    const refusal = await authorize(roles, log, person, 'change');
    if (refusal !== undefined) log.info('click.refused', { changeId, objectId: person.objectId });
    return refusal && { kind: 'refused', refusal };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const reference = ids.reference();
    log.error('click.unreadable', error, { reference, changeId, problem: error.problem });
    return { kind: 'unreadable', problem: error.problem, reference };
  }
}

/** undefined: nothing that this click could do to the change as it is. */
function eventOf(change: Change, { verdict, person: by, reason }: Click, at: Instant): ChangeEvent | undefined {
  if (isDue(change, at)) return { kind: 'expired', at };
  switch (verdict) {
    case 'approve':
      return { kind: 'claimed', by, at };
    case 'reject':
      return { kind: 'rejected', by, at, reason };
    case 'looking':
      return { kind: 'looked', by, at };
    case 'confirm':
    case 'cancel':
      return undefined;
  }
}
