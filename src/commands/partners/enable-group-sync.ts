import { groupSyncSet } from '../../domain/policy/goals.ts';
import { openingCommand } from '../change-command.ts';

export const enableGroupSync = openingCommand({
  topic: 'partners',
  name: 'enable group sync',
  example: 'enable group sync for fabrikam.com',
  operations: ['updateGroupSync'],
  preview: true,
  goal: groupSyncSet(true),
  door: 'groupSync',
});
