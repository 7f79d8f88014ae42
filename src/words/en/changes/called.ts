import type { Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Line } from '../../line.ts';
import { tenants } from '../tenants.ts';
import { planTitle, purposeTitle } from './plan.ts';

/** Another change, as far as is known what it was for. */
export const followed = ({ change, purpose }: NonNullable<Proposal['follows']>): Line =>
  purpose === undefined ? [{ code: change }] : [`“${purposeTitle(purpose)}” (`, { code: change }, ')'];

/** A change among others, or in a sentence: what, and of whom. Of many the title says how many. */
export const changeCalled = (change: Change): Line => {
  const { plan } = change.proposal;
  return [{ strong: planTitle(plan) }, plan.many === undefined ? ' for ' : ' of ', ...tenants.ofChange(change)];
};
