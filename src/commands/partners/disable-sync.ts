import { userSyncOff } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const disableSync = changeCommand({
  topic: 'partners',
  name: 'disable sync',
  example: 'disable sync for fabrikam.com because the project has ended',
  operations: ['updateSyncPolicy'],
  goal: userSyncOff,
});
