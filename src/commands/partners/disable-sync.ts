import { userSyncOff } from '../../domain/policy/goals.ts';
import { manyCommand } from '../change-command.ts';

export const disableSync = manyCommand({
  topic: 'partners',
  name: 'disable sync',
  preposition: 'for',
  example: 'disable sync for fabrikam.com because the project has ended',
  operations: ['updateSyncPolicy'],
  goal: userSyncOff,
});
