import { userSyncOn } from '../../domain/policy/goals.ts';
import { openingCommand } from '../change-command.ts';

export const enableSync = openingCommand({
  topic: 'partners',
  name: 'enable sync',
  example: 'enable sync for fabrikam.com for 30 days because project Falcon starts on Monday',
  operations: ['addPartner', 'createSyncPolicy', 'updateSyncPolicy'],
  goal: userSyncOn,
  door: 'userSync',
});
