import { partnerRemoved } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const removePartner = changeCommand({
  name: 'remove partner',
  preposition: '',
  summary: 'Removes a partner with all its settings, its sync policy first.',
  example: 'remove partner fabrikam.com because the contract has ended',
  operations: ['deleteSyncPolicy', 'removePartner'],
  goal: partnerRemoved,
  request: { readsOthers: true },
});
