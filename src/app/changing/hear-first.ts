import { opens } from '../../domain/change/approval.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Release } from '../../domain/change/status.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { ChannelError, type Holder, type Ports } from '../ports.ts';
import { sayAlone } from '../telling/alone/say-alone.ts';

/** How long the cards of subscriptions are waited for, in milliseconds. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 250;

/**
 * What opens the tenant with broken glass is heard before it is written: every other active Security Administrator gets a
 * direct message, every subscription its card. What closes waits for nobody.
 * @returns why it must not be written; undefined: somebody was told, or nobody need be
 */
export async function hearFirst(ports: Ports, change: Change): Promise<Release | undefined> {
  const { approval, plan, requester } = change.proposal;
  if (approval !== 'breakGlass' || !opens(plan)) return undefined;
  let others: readonly Holder[];
  try {
    const holders = await ports.roles.holders('securityAdministrator');
    others = holders.filter(({ objectId }) => objectId !== requester.objectId);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
  const told = await Promise.all(others.map(({ objectId }) => isTold(ports, change, objectId)));
  const isHeard = told.includes(true) || (await isShown(ports, change));
  return isHeard ? undefined : { kind: 'unheard' };
}

/** Whether somebody got a direct message, for certain. */
async function isTold(ports: Ports, change: Change, person: ObjectId): Promise<boolean> {
  const { id, conversation } = change.proposal;
  try {
    return await sayAlone(ports, person, conversation, [], () => ({ kind: 'glassBroken', change }));
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    ports.log.error('glass.untold', error, { changeId: id, objectId: person });
    return false;
  }
}

/** Whether a subscribed conversation has its card: the step that confirmed it has made them. */
async function isShown({ store, clock }: Ports, { proposal: { id } }: Change): Promise<boolean> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const notices = (await store.copies(id)).filter(({ role }) => role === 'notice');
    if (notices.some(({ message }) => message !== null)) return true;
    if (notices.length === 0 || waited >= PATIENCE_MS) return false;
    await clock.sleep(LOOK_EVERY_MS);
  }
}
