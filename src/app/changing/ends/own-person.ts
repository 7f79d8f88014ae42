import { parseObjectId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Settings } from '../../ports.ts';

/** The bot itself, as whoever asks for what it does by itself: known by its own app id, which holds no role of anybody's. */
export function botItself({ appId, homeTenant }: Pick<Settings, 'appId' | 'homeTenant'>): Person {
  const objectId = parseObjectId(appId);
  if (objectId === undefined) throw new Error('the app id is no GUID');
  return { objectId, tenantId: homeTenant, displayName: 'Bridgekeeper' };
}
