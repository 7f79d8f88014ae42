import { partnerRemoved } from '../../domain/policy/goals.ts';
import { changeCommand } from '../change-command.ts';

export const removePartner = changeCommand({
  topic: 'partners',
  name: 'remove partner',
  preposition: '',
  example: 'remove partner fabrikam.com because the contract has ended',
  operations: ['deleteSyncPolicy', 'removePartner'],
  goal: partnerRemoved,
});
