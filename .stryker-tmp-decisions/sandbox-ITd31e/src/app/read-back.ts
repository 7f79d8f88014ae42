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
import type { Failure } from '../domain/change.ts';
import { isMixed, progress, steps, type Plan } from '../domain/plan.ts';
import { DirectoryError, type DirectoryProblem } from '../domain/problem.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Directory, Ports } from './ports.ts';

/** A reading, or why there is none. */
export type Reading = {
  readonly kind: 'read';
  readonly state: Snapshot;
} | {
  readonly kind: 'unread';
  readonly problem: DirectoryProblem;
};

/** Graph's reads may lag behind its writes (Graph: eventual consistency), so a reading that is not there yet is repeated. */
const PAUSES_MS = stryMutAct_9fa48("445") ? [] : (stryCov_9fa48("445"), [300, 700, 1500, 3000]);

/** Reads everything that the plan is about; an error of the directory is a value here. */
export async function readPlanned({
  directory
}: Pick<Ports, 'directory'>, plan: Plan): Promise<Reading> {
  if (stryMutAct_9fa48("446")) {
    {}
  } else {
    stryCov_9fa48("446");
    try {
      if (stryMutAct_9fa48("447")) {
        {}
      } else {
        stryCov_9fa48("447");
        return stryMutAct_9fa48("448") ? {} : (stryCov_9fa48("448"), {
          kind: stryMutAct_9fa48("449") ? "" : (stryCov_9fa48("449"), 'read'),
          state: await readLike(directory, plan)
        });
      }
    } catch (error) {
      if (stryMutAct_9fa48("450")) {
        {}
      } else {
        stryCov_9fa48("450");
        if (stryMutAct_9fa48("452") ? false : stryMutAct_9fa48("451") ? true : (stryCov_9fa48("451", "452"), error instanceof DirectoryError)) return stryMutAct_9fa48("453") ? {} : (stryCov_9fa48("453"), {
          kind: stryMutAct_9fa48("454") ? "" : (stryCov_9fa48("454"), 'unread'),
          problem: error.problem
        });
        throw error;
      }
    }
  }
}

/** What is now, with all that `before` tells of and no more. */
async function readLike(directory: Directory, {
  tenantId,
  before
}: Plan): Promise<Snapshot> {
  if (stryMutAct_9fa48("455")) {
    {}
  } else {
    stryCov_9fa48("455");
    if (stryMutAct_9fa48("458") ? before.kind !== 'template' : stryMutAct_9fa48("457") ? false : stryMutAct_9fa48("456") ? true : (stryCov_9fa48("456", "457", "458"), before.kind === (stryMutAct_9fa48("459") ? "" : (stryCov_9fa48("459"), 'template')))) return directory.template();
    const deletedToo = stryMutAct_9fa48("462") ? before.deleted === 'unread' : stryMutAct_9fa48("461") ? false : stryMutAct_9fa48("460") ? true : (stryCov_9fa48("460", "461", "462"), before.deleted !== (stryMutAct_9fa48("463") ? "" : (stryCov_9fa48("463"), 'unread')));
    const [partner, deleted] = await Promise.all(stryMutAct_9fa48("464") ? [] : (stryCov_9fa48("464"), [directory.read(tenantId), deletedToo ? directory.readDeleted(tenantId) : 'unread' as const]));
    return stryMutAct_9fa48("465") ? {} : (stryCov_9fa48("465"), {
      kind: stryMutAct_9fa48("466") ? "" : (stryCov_9fa48("466"), 'partner'),
      partner,
      deleted
    });
  }
}

/** Reads until at least `wanted` steps have taken effect, or patience ends; the last reading either way. */
export async function readUntil(ports: Pick<Ports, 'directory' | 'clock'>, plan: Plan, wanted: number): Promise<Reading> {
  if (stryMutAct_9fa48("467")) {
    {}
  } else {
    stryCov_9fa48("467");
    let reading = await readPlanned(ports, plan);
    for (const pause of PAUSES_MS) {
      if (stryMutAct_9fa48("468")) {
        {}
      } else {
        stryCov_9fa48("468");
        if (stryMutAct_9fa48("471") ? reading.kind === 'read' || (progress(plan, reading.state) ?? -1) >= wanted : stryMutAct_9fa48("470") ? false : stryMutAct_9fa48("469") ? true : (stryCov_9fa48("469", "470", "471"), (stryMutAct_9fa48("473") ? reading.kind !== 'read' : stryMutAct_9fa48("472") ? true : (stryCov_9fa48("472", "473"), reading.kind === (stryMutAct_9fa48("474") ? "" : (stryCov_9fa48("474"), 'read')))) && (stryMutAct_9fa48("477") ? (progress(plan, reading.state) ?? -1) < wanted : stryMutAct_9fa48("476") ? (progress(plan, reading.state) ?? -1) > wanted : stryMutAct_9fa48("475") ? true : (stryCov_9fa48("475", "476", "477"), (stryMutAct_9fa48("478") ? progress(plan, reading.state) && -1 : (stryCov_9fa48("478"), progress(plan, reading.state) ?? (stryMutAct_9fa48("479") ? +1 : (stryCov_9fa48("479"), -1)))) >= wanted)))) return reading;
        await ports.clock.sleep(pause);
        reading = await readPlanned(ports, plan);
      }
    }
    return reading;
  }
}

/** Whether a reading shows less than Graph has said to be done: it is an old one, or a part of it is. */
export function isBehind(plan: Plan, found: Snapshot, done: number): boolean {
  if (stryMutAct_9fa48("480")) {
    {}
  } else {
    stryCov_9fa48("480");
    const reached = progress(plan, found);
    return (stryMutAct_9fa48("483") ? reached !== undefined : stryMutAct_9fa48("482") ? false : stryMutAct_9fa48("481") ? true : (stryCov_9fa48("481", "482", "483"), reached === undefined)) ? isMixed(plan, found, done) : stryMutAct_9fa48("487") ? reached >= done : stryMutAct_9fa48("486") ? reached <= done : stryMutAct_9fa48("485") ? false : stryMutAct_9fa48("484") ? true : (stryCov_9fa48("484", "485", "486", "487"), reached < done);
  }
}
export type Verdict = {
  readonly kind: 'applied';
  readonly found: Snapshot;
} | {
  readonly kind: 'failed';
  readonly failure: Failure;
};

/** What a reading says about the plan, once nothing more can be expected to happen. */
export function conclude(plan: Plan, found: Snapshot, problem: DirectoryProblem | null): Verdict {
  if (stryMutAct_9fa48("488")) {
    {}
  } else {
    stryCov_9fa48("488");
    const all = steps(plan);
    const reached = progress(plan, found);
    if (stryMutAct_9fa48("491") ? reached !== undefined : stryMutAct_9fa48("490") ? false : stryMutAct_9fa48("489") ? true : (stryCov_9fa48("489", "490", "491"), reached === undefined)) return stryMutAct_9fa48("492") ? {} : (stryCov_9fa48("492"), {
      kind: stryMutAct_9fa48("493") ? "" : (stryCov_9fa48("493"), 'failed'),
      failure: stryMutAct_9fa48("494") ? {} : (stryCov_9fa48("494"), {
        kind: stryMutAct_9fa48("495") ? "" : (stryCov_9fa48("495"), 'diverged'),
        found
      })
    });
    if (stryMutAct_9fa48("499") ? reached < all.length : stryMutAct_9fa48("498") ? reached > all.length : stryMutAct_9fa48("497") ? false : stryMutAct_9fa48("496") ? true : (stryCov_9fa48("496", "497", "498", "499"), reached >= all.length)) return stryMutAct_9fa48("500") ? {} : (stryCov_9fa48("500"), {
      kind: stryMutAct_9fa48("501") ? "" : (stryCov_9fa48("501"), 'applied'),
      found
    });
    if (stryMutAct_9fa48("504") ? reached !== 0 : stryMutAct_9fa48("503") ? false : stryMutAct_9fa48("502") ? true : (stryCov_9fa48("502", "503", "504"), reached === 0)) return stryMutAct_9fa48("505") ? {} : (stryCov_9fa48("505"), {
      kind: stryMutAct_9fa48("506") ? "" : (stryCov_9fa48("506"), 'failed'),
      failure: stryMutAct_9fa48("507") ? {} : (stryCov_9fa48("507"), {
        kind: stryMutAct_9fa48("508") ? "" : (stryCov_9fa48("508"), 'notApplied'),
        problem,
        found
      })
    });
    return stryMutAct_9fa48("509") ? {} : (stryCov_9fa48("509"), {
      kind: stryMutAct_9fa48("510") ? "" : (stryCov_9fa48("510"), 'failed'),
      failure: stryMutAct_9fa48("511") ? {} : (stryCov_9fa48("511"), {
        kind: stryMutAct_9fa48("512") ? "" : (stryCov_9fa48("512"), 'partlyApplied'),
        problem,
        done: stryMutAct_9fa48("513") ? all : (stryCov_9fa48("513"), all.slice(0, reached)),
        found
      })
    });
  }
}