import type { Change } from '../../../domain/change/change.ts';
import { isCarriedOn } from '../../../domain/change/progress.ts';
import type { Halt } from '../../../domain/change/status.ts';
import { isPartOf } from '../../../domain/change/part.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import type { Ports } from '../../ports.ts';
import { contradicted } from '../as-proposed.ts';

/** The change whose approval and requester stand for a part: it is read anew, with its journal, before each write. */
export async function provePart(ports: Ports, part: Change, whole: ChangeId): Promise<Change | Halt> {
  const change = await ports.store.get(whole);
  const stopped: Halt = { kind: 'stopped', stop: { kind: 'listStopped' } };
  if (change === undefined) return stopped;
  const stop = await contradicted(ports, change);
  if (stop !== undefined) return { kind: 'stopped', stop };
  // What runs when somebody stops it is brought to its end.
  const mayBegin = part.status.state !== 'applying' || part.status.phase === 'writing' || !change.progress?.halt;
  return isCarriedOn(change.status) && mayBegin && isPartOf(part, change) ? change : stopped;
}
