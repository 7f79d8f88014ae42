import type { SharingStore, Store } from '../app/ports.ts';
import type { Access } from './access.ts';
import { changesPart } from './parts/changes.ts';
import { copiesPart } from './parts/copies.ts';
import { deliveriesPart } from './parts/deliveries.ts';
import { endsPart } from './parts/ends.ts';
import { lettersPart } from './parts/letters.ts';
import { misusesPart } from './parts/misuses.ts';
import { namesPart } from './parts/names.ts';
import { notesPart } from './parts/notes.ts';
import { recertificationsPart } from './parts/recertifications.ts';
import { subscriptionsPart } from './parts/subscriptions.ts';
import { outsideTellingPart } from './parts/telling-outside.ts';
import { transientsPart } from './parts/transients.ts';
import { viewersPart } from './parts/viewers.ts';
import { watchingPart } from './parts/watching.ts';
import type { Tables } from './tables/tables.ts';

/** All that the port promises, over whichever database. @param sharing how this process is there among others */
export const partsOf = (access: Access, tables: Tables, sharing: SharingStore): Store => ({
  ...changesPart(access, tables),
  ...copiesPart(access, tables),
  ...deliveriesPart(access, tables),
  ...endsPart(access, tables),
  ...lettersPart(access, tables),
  ...namesPart(access, tables),
  ...notesPart(access, tables),
  ...subscriptionsPart(access, tables),
  ...outsideTellingPart(access, tables),
  ...watchingPart(access, tables),
  ...misusesPart(access, tables),
  ...transientsPart(access, tables),
  ...viewersPart(access, tables),
  ...recertificationsPart(access, tables),
  leadership: sharing.leadership,
  hold: (what) => sharing.hold(what),
  check: access.check,
  standing: access.standing,
});
