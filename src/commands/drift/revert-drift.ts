import { z } from 'zod/v4-mini';
import { defineCommand } from '../command.ts';
import { driftSlot, reasonSlot } from '../reading/slots.ts';

export const revertDrift = defineCommand({
  topic: 'drift',
  name: 'revert drift',
  usage: 'revert drift <drift> [because <reason>]',
  example: 'revert drift D-7K3M9QX2',
  access: 'change',
  slots: z.object({ drift: driftSlot, reason: reasonSlot }),
  request: ({ drift, reason }) => ({ kind: 'revertDrift', drift, reason }),
});

/** The line that reverts a drift: what the card's button says. */
export const revertDriftLine = (drift: string): string => `revert drift ${drift}`;
