import type { DefaultConfiguration } from '../policy/policy.ts';
import { isOpen, type Change } from '../change/change.ts';
import { opens } from '../change/approval.ts';
import { digestRisk, type Digest } from '../drift/digest.ts';
import type { Asks } from '../drift/acceptance.ts';
import { isOpenDrift, risk, type Drift } from '../drift/drift.ts';
import { isStopping, type Misuse } from '../drift/misuse.ts';
import { transientRisk, type Transient } from '../drift/transient.ts';
import type { ChangeId, DigestId, DriftId, MisuseId, SightId, TenantId, TransientId } from '../ids.ts';
import type { Presence } from '../partners/presence.ts';
import type { Person } from '../people/person.ts';
import type { Sight } from '../drift/sight.ts';

/** What is posted as a card, in one place or many, and shows the same state in all of them. */
export type Subject =
  | { readonly kind: 'change'; readonly change: Change }
  /**
   * `asks`: what it takes to accept it now; left out: what it took when it was found. `present`: who of the partner is here
   * already; left out: it neither opens nor closes it, or that was not counted yet. `defaults`: what applies where the partner
   * sets nothing; left out: that is not known.
   */
  | ({
      readonly kind: 'drift';
      readonly drift: Drift;
      readonly asks?: Asks;
      readonly present?: Presence;
      readonly defaults?: DefaultConfiguration;
    } & Calling)
  | ({ readonly kind: 'digest'; readonly digest: Digest } & Calling)
  | { readonly kind: 'sight'; readonly sight: Sight }
  | ({ readonly kind: 'misuse'; readonly misuse: Misuse } & Calling)
  | ({ readonly kind: 'transient'; readonly transient: Transient } & Calling);

/** Who is to look at it where it is shown, and is mentioned; left out: nobody is. */
type Calling = { readonly called?: readonly Person[] };

export type SubjectId = ChangeId | DriftId | DigestId | SightId | MisuseId | TransientId;

/** Which subject it is, whom it is about, and how far it has come: the revision grows by one with each state. */
export type SubjectState = { readonly id: SubjectId; readonly tenantId: TenantId; readonly revision: number };

export function stateOf(subject: Subject): SubjectState {
  switch (subject.kind) {
    case 'change': {
      const { proposal, revision } = subject.change;
      return { id: proposal.id, tenantId: proposal.plan.tenantId, revision };
    }
    case 'drift': {
      const { id, partner, revision } = subject.drift;
      return { id, tenantId: partner.tenantId, revision };
    }
    case 'digest': {
      const { id, tenantId, revision } = subject.digest;
      return { id, tenantId, revision };
    }
    case 'sight': {
      const { id, tenantId } = subject.sight;
      return { id, tenantId, revision: 1 };
    }
    case 'misuse': {
      const { id, tenantId, revision } = subject.misuse;
      return { id, tenantId, revision };
    }
    case 'transient': {
      const { id, tenantId, revision } = subject.transient;
      return { id, tenantId, revision };
    }
  }
}

/** Whether somebody may still decide on its card. */
export function isUndecided(subject: Subject): boolean {
  switch (subject.kind) {
    case 'change':
      return isOpen(subject.change);
    case 'drift':
      return isOpenDrift(subject.drift);
    case 'digest':
    case 'sight':
    case 'transient':
      return false;
    case 'misuse':
      return isStopping(subject.misuse);
  }
}

/** Whether it opens the tenant, or says that nobody would see that: what is told before anything else. */
export function isUrgent(subject: Subject): boolean {
  switch (subject.kind) {
    case 'change':
      return opens(subject.change.proposal.plan);
    case 'drift':
      return risk(subject.drift) === 'red';
    case 'digest':
      return digestRisk(subject.digest) === 'red';
    case 'sight':
      return subject.sight.turn.kind === 'lost';
    case 'misuse':
      return true;
    case 'transient':
      return transientRisk(subject.transient) === 'red';
  }
}
