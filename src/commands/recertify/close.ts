import { allClosed } from '../../domain/ends/door.ts';
import { changeCommand } from '../change-command.ts';

export const closePartner = changeCommand({
  topic: 'recertification',
  name: 'close partner',
  preposition: '',
  example: 'close partner fabrikam.com because nobody knows what it is for',
  operations: ['updateSyncPolicy', 'updateAutomaticRedemption', 'updateSettings'],
  goal: allClosed,
});
