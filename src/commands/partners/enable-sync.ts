import { userSyncOn } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const enableSync = changeCommand({
  name: 'enable sync',
  summary: 'Allows a partner to synchronise users into this tenant, after you confirm.',
  example: 'enable sync for fabrikam.com because project Falcon starts on Monday',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  goal: userSyncOn,
});
