import { hearersIn } from '../store/checks/hearers.ts';
import type { StoreAddress } from '../store/address.ts';
import type { Finding } from './finding.ts';

/** Whether anybody would hear that somebody changed a partner past the bot. */
export async function hearingFinding(at: StoreAddress, hearers: typeof hearersIn = hearersIn): Promise<Finding> {
  const about = 'Alarms';
  const count = await hearers(at, 'drift');
  if (count === undefined) {
    return { about, state: 'good', says: ['Not known before the first start, or while the store cannot be read.'] };
  }
  if (count > 0) return { about, state: 'good', says: [`Conversations that are told of drift: ${String(count)}.`] };
  const says = ['No conversation is told when somebody changes a partner past the bot.'];
  return {
    about,
    state: 'warning',
    says,
    fix: 'Type “notify here” in a channel of those who guard this organisation.',
  };
}
