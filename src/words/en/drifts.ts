import { drift } from './drifts/drift.ts';
import { driftDigest } from './drifts/digest.ts';
import { driftList } from './drifts/list.ts';
import { origin } from './drifts/origin.ts';
import { transient } from './drifts/transient.ts';
import { sightMessage } from './drifts/sight.ts';

/** What was not changed through the bot, and whether it sees that. */
export const drifts = { ...drift, origin, list: driftList, digest: driftDigest, sight: sightMessage, transient };
