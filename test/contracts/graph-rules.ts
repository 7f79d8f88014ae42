import { beforeEach, describe } from 'vitest';
import { callerOf, type Caller, type GraphUnderTest } from './graph-caller.ts';
import { deletedItemRules } from './graph-deleted-item-rules.ts';
import { peopleRules } from './graph-people-rules.ts';
import { partnerRules } from './graph-partner-rules.ts';
import { restoreRules } from './graph-restore-rules.ts';
import { syncPolicyRules } from './graph-sync-policy-rules.ts';
import { partnerTemplateRules, templateRules, tenantPolicyRules } from './graph-template-rules.ts';

/**
 * What the bot relies on in Microsoft Graph's cross-tenant identity sync policies, one test for each rule, named by the
 * rule. `(assumed)` marks what Microsoft documents nowhere or contradicts itself about: the reading here is the one that
 * a caller has more trouble with.
 */
export function graphRules(name: string, begin: () => Promise<GraphUnderTest>): void {
  describe(name, () => {
    let caller: Caller;
    beforeEach(async () => {
      caller = callerOf(await begin());
    });
    const graph = (): Caller => caller;

    describe('partners', () => {
      partnerRules(graph);
    });
    describe('sync policies', () => {
      syncPolicyRules(graph);
    });
    describe('deleted items', () => {
      deletedItemRules(graph);
    });
    describe('restoring', () => {
      restoreRules(graph);
    });
    describe('people', () => {
      peopleRules(graph);
    });
    describe('the template of the multitenant organization', () => {
      templateRules(graph);
    });
    describe('the template for partners', () => {
      partnerTemplateRules(graph);
    });
    describe('the policy itself', () => {
      tenantPolicyRules(graph);
    });
  });
}
