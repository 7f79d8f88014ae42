// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
import type { Change, Release } from '../domain/change.ts';
import { needsPreview } from '../domain/plan.ts';
import { DirectoryError } from '../domain/problem.ts';
import { authorize } from './authorize.ts';
import type { Ports, Settings } from './ports.ts';

/** Why whoever confirmed a change may not do so right now; undefined: they may. */
export async function mayConfirm({
  roles,
  log
}: Ports, {
  preview
}: Pick<Settings, 'preview'>, {
  proposal,
  status
}: Change): Promise<Release | undefined> {
  if (stryMutAct_9fa48("416")) {
    {}
  } else {
    stryCov_9fa48("416");
    if (stryMutAct_9fa48("419") ? status.state === 'applying' : stryMutAct_9fa48("418") ? false : stryMutAct_9fa48("417") ? true : (stryCov_9fa48("417", "418", "419"), status.state !== (stryMutAct_9fa48("420") ? "" : (stryCov_9fa48("420"), 'applying')))) throw new Error(stryMutAct_9fa48("422") ? "" : (stryCov_9fa48("422"), 'only a claimed change has somebody who confirmed it'));
    // The setting may have been switched off since the card was drawn.
    if (stryMutAct_9fa48("425") ? !preview || needsPreview(proposal.plan) : stryMutAct_9fa48("424") ? false : stryMutAct_9fa48("423") ? true : (stryCov_9fa48("423", "424", "425"), (stryMutAct_9fa48("426") ? preview : (stryCov_9fa48("426"), !preview)) && needsPreview(proposal.plan))) {
      if (stryMutAct_9fa48("427")) {
        {}
      } else {
        stryCov_9fa48("427");
        return stryMutAct_9fa48("428") ? {} : (stryCov_9fa48("428"), {
          kind: stryMutAct_9fa48("429") ? "" : (stryCov_9fa48("429"), 'refused'),
          refusal: stryMutAct_9fa48("430") ? {} : (stryCov_9fa48("430"), {
            kind: stryMutAct_9fa48("431") ? "" : (stryCov_9fa48("431"), 'previewOff'),
            command: proposal.command
          })
        });
      }
    }
    try {
      if (stryMutAct_9fa48("432")) {
        {}
      } else {
        stryCov_9fa48("432");
        const refusal = await authorize(roles, log, status.by, stryMutAct_9fa48("433") ? "" : (stryCov_9fa48("433"), 'change'));
        return (stryMutAct_9fa48("436") ? refusal !== undefined : stryMutAct_9fa48("435") ? false : stryMutAct_9fa48("434") ? true : (stryCov_9fa48("434", "435", "436"), refusal === undefined)) ? undefined : stryMutAct_9fa48("437") ? {} : (stryCov_9fa48("437"), {
          kind: stryMutAct_9fa48("438") ? "" : (stryCov_9fa48("438"), 'refused'),
          refusal
        });
      }
    } catch (error) {
      if (stryMutAct_9fa48("439")) {
        {}
      } else {
        stryCov_9fa48("439");
        if (stryMutAct_9fa48("442") ? false : stryMutAct_9fa48("441") ? true : stryMutAct_9fa48("440") ? error instanceof DirectoryError : (stryCov_9fa48("440", "441", "442"), !(error instanceof DirectoryError))) throw error;
        return stryMutAct_9fa48("443") ? {} : (stryCov_9fa48("443"), {
          kind: stryMutAct_9fa48("444") ? "" : (stryCov_9fa48("444"), 'unreadable'),
          problem: error.problem
        });
      }
    }
  }
}