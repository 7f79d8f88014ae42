import { userSyncOn } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const enableSync = changeCommand({
  topic: 'partners',
  name: 'enable sync',
  example: 'enable sync for fabrikam.com because project Falcon starts on Monday',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  goal: userSyncOn,
});
