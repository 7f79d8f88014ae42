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
import type { Change } from '../domain/change.ts';
import { isAt, progress, steps, type Plan } from '../domain/plan.ts';
import { DirectoryError, type DirectoryProblem } from '../domain/problem.ts';
import type { Step } from '../domain/step.ts';
import { mayConfirm } from './may-confirm.ts';
import { advance } from './lifecycle.ts';
import type { Ports, Settings } from './ports.ts';
import { isBehind, readPlanned, readUntil } from './read-back.ts';
type MayUse = Pick<Settings, 'preview'>;

/** How far the writing came. */
export type Written = {
  /** The change as it is stored, with the steps that Graph said to be done. */
  readonly change: Change;
  /** Of the calls that no stored step accounts for. */
  readonly requestIds: readonly string[];
  /** What stopped the writing; null: Graph said that every step is done. */
  readonly problem: DirectoryProblem | null;
};

/** Performs the steps in order. A step whose answer was lost is looked up, and only then is the next one taken. */
export async function write(ports: Ports, settings: MayUse, verified: Change): Promise<Written> {
  if (stryMutAct_9fa48("634")) {
    {}
  } else {
    stryCov_9fa48("634");
    let change = verified;
    for (const [index, step] of steps(verified.proposal.plan).entries()) {
      if (stryMutAct_9fa48("635")) {
        {}
      } else {
        stryCov_9fa48("635");
        // Graph refuses to remove a partner whose policy it still sees, and its reads may lag behind a deletion.
        if (stryMutAct_9fa48("638") ? step.kind === 'removePartner' || index > 0 : stryMutAct_9fa48("637") ? false : stryMutAct_9fa48("636") ? true : (stryCov_9fa48("636", "637", "638"), (stryMutAct_9fa48("640") ? step.kind !== 'removePartner' : stryMutAct_9fa48("639") ? true : (stryCov_9fa48("639", "640"), step.kind === (stryMutAct_9fa48("641") ? "" : (stryCov_9fa48("641"), 'removePartner')))) && (stryMutAct_9fa48("644") ? index <= 0 : stryMutAct_9fa48("643") ? index >= 0 : stryMutAct_9fa48("642") ? true : (stryCov_9fa48("642", "643", "644"), index > 0)))) await readUntil(ports, verified.proposal.plan, index);
        const {
          problem,
          requestIds
        } = await performed(ports, settings, change, index, step);
        if (stryMutAct_9fa48("647") ? problem === null : stryMutAct_9fa48("646") ? false : stryMutAct_9fa48("645") ? true : (stryCov_9fa48("645", "646", "647"), problem !== null)) return stryMutAct_9fa48("648") ? {} : (stryCov_9fa48("648"), {
          change,
          requestIds,
          problem
        });
        // On disk before the next one, so that a restart knows what was surely done.
        const moved = await advance(ports, change, stryMutAct_9fa48("649") ? {} : (stryCov_9fa48("649"), {
          kind: stryMutAct_9fa48("650") ? "" : (stryCov_9fa48("650"), 'stepDone'),
          at: ports.clock.now()
        }), requestIds);
        if (stryMutAct_9fa48("653") ? moved !== undefined : stryMutAct_9fa48("652") ? false : stryMutAct_9fa48("651") ? true : (stryCov_9fa48("651", "652", "653"), moved === undefined)) throw new Error(stryMutAct_9fa48("655") ? `` : (stryCov_9fa48("655"), `${change.proposal.id}: moved on by somebody else while it was written`));
        change = moved;
      }
    }
    return stryMutAct_9fa48("656") ? {} : (stryCov_9fa48("656"), {
      change,
      requestIds: stryMutAct_9fa48("657") ? ["Stryker was here"] : (stryCov_9fa48("657"), []),
      problem: null
    });
  }
}

/** Pauses before a step that Graph turned down for a reason that passes is taken once more, in milliseconds. */
const AGAIN_AFTER_MS = stryMutAct_9fa48("658") ? [] : (stryCov_9fa48("658"), [500, 1500, 4000]);
/** A person is waiting: a longer Retry-After is told to them instead of slept through. */
const LONGEST_WAIT_MS = 10_000;

/** Performs one step. `problem` is null when it has taken effect, else what stands in its way. */
async function performed(ports: Ports, settings: MayUse, change: Change, index: number, step: Step): Promise<Performed> {
  if (stryMutAct_9fa48("659")) {
    {}
  } else {
    stryCov_9fa48("659");
    const {
      plan
    } = change.proposal;
    const requestIds: string[] = stryMutAct_9fa48("660") ? ["Stryker was here"] : (stryCov_9fa48("660"), []);
    let doubtful = stryMutAct_9fa48("661") ? true : (stryCov_9fa48("661"), false);
    for (const pause of stryMutAct_9fa48("662") ? [] : (stryCov_9fa48("662"), [...AGAIN_AFTER_MS, null])) {
      if (stryMutAct_9fa48("663")) {
        {}
      } else {
        stryCov_9fa48("663");
        try {
          if (stryMutAct_9fa48("664")) {
            {}
          } else {
            stryCov_9fa48("664");
            if (stryMutAct_9fa48("665")) {
              ;
            } else {
              stryCov_9fa48("665");
              requestIds.push(...(await ports.directory.write(plan.tenantId, step)).requestIds);
            }
            return stryMutAct_9fa48("666") ? {} : (stryCov_9fa48("666"), {
              problem: null,
              requestIds
            });
          }
        } catch (error) {
          if (stryMutAct_9fa48("667")) {
            {}
          } else {
            stryCov_9fa48("667");
            if (stryMutAct_9fa48("670") ? false : stryMutAct_9fa48("669") ? true : stryMutAct_9fa48("668") ? error instanceof DirectoryError : (stryCov_9fa48("668", "669", "670"), !(error instanceof DirectoryError))) throw error;
            // A doubt that an earlier attempt left is not cleared by what Graph says to a later one.
            stryMutAct_9fa48("671") ? doubtful &&= error.problem.reached === 'maybe' : (stryCov_9fa48("671"), doubtful ||= stryMutAct_9fa48("674") ? error.problem.reached !== 'maybe' : stryMutAct_9fa48("673") ? false : stryMutAct_9fa48("672") ? true : (stryCov_9fa48("672", "673", "674"), error.problem.reached === (stryMutAct_9fa48("675") ? "" : (stryCov_9fa48("675"), 'maybe'))));
            const problem: DirectoryProblem = stryMutAct_9fa48("676") ? {} : (stryCov_9fa48("676"), {
              ...error.problem,
              reached: doubtful ? stryMutAct_9fa48("677") ? "" : (stryCov_9fa48("677"), 'maybe') : stryMutAct_9fa48("678") ? "" : (stryCov_9fa48("678"), 'no')
            });
            if (stryMutAct_9fa48("679")) {
              ;
            } else {
              stryCov_9fa48("679");
              requestIds.push(...problem.requestIds);
            }
            const wait = stryMutAct_9fa48("680") ? Math.min(pause ?? 0, (problem.retryAfterSeconds ?? 0) * 1000) : (stryCov_9fa48("680"), Math.max(stryMutAct_9fa48("681") ? pause && 0 : (stryCov_9fa48("681"), pause ?? 0), stryMutAct_9fa48("682") ? (problem.retryAfterSeconds ?? 0) / 1000 : (stryCov_9fa48("682"), (stryMutAct_9fa48("683") ? problem.retryAfterSeconds && 0 : (stryCov_9fa48("683"), problem.retryAfterSeconds ?? 0)) * 1000)));
            if (stryMutAct_9fa48("686") ? (pause === null || !isPassing(problem, step)) && wait > LONGEST_WAIT_MS : stryMutAct_9fa48("685") ? false : stryMutAct_9fa48("684") ? true : (stryCov_9fa48("684", "685", "686"), (stryMutAct_9fa48("688") ? pause === null && !isPassing(problem, step) : stryMutAct_9fa48("687") ? false : (stryCov_9fa48("687", "688"), (stryMutAct_9fa48("690") ? pause !== null : stryMutAct_9fa48("689") ? false : (stryCov_9fa48("689", "690"), pause === null)) || (stryMutAct_9fa48("691") ? isPassing(problem, step) : (stryCov_9fa48("691"), !isPassing(problem, step))))) || (stryMutAct_9fa48("694") ? wait <= LONGEST_WAIT_MS : stryMutAct_9fa48("693") ? wait >= LONGEST_WAIT_MS : stryMutAct_9fa48("692") ? false : (stryCov_9fa48("692", "693", "694"), wait > LONGEST_WAIT_MS)))) {
              if (stryMutAct_9fa48("695")) {
                {}
              } else {
                stryCov_9fa48("695");
                return stryMutAct_9fa48("696") ? {} : (stryCov_9fa48("696"), {
                  problem: (await tookEffect(ports, plan, index, problem)) ? null : problem,
                  requestIds
                });
              }
            }
            await ports.clock.sleep(wait);
            const verdict = await mayRepeat(ports, settings, change, index);
            // What is there although Graph surely turned our own request down is somebody else's work.
            if (stryMutAct_9fa48("699") ? verdict === 'done' || doubtful : stryMutAct_9fa48("698") ? false : stryMutAct_9fa48("697") ? true : (stryCov_9fa48("697", "698", "699"), (stryMutAct_9fa48("701") ? verdict !== 'done' : stryMutAct_9fa48("700") ? true : (stryCov_9fa48("700", "701"), verdict === (stryMutAct_9fa48("702") ? "" : (stryCov_9fa48("702"), 'done')))) && doubtful)) return stryMutAct_9fa48("703") ? {} : (stryCov_9fa48("703"), {
              problem: null,
              requestIds
            });
            if (stryMutAct_9fa48("706") ? verdict === 'again' : stryMutAct_9fa48("705") ? false : stryMutAct_9fa48("704") ? true : (stryCov_9fa48("704", "705", "706"), verdict !== (stryMutAct_9fa48("707") ? "" : (stryCov_9fa48("707"), 'again')))) return stryMutAct_9fa48("708") ? {} : (stryCov_9fa48("708"), {
              problem,
              requestIds
            });
          }
        }
      }
    }
    throw new Error(stryMutAct_9fa48("710") ? "" : (stryCov_9fa48("710"), 'the last attempt ends the loop'));
  }
}
type Performed = Pick<Written, 'problem' | 'requestIds'>;

/**
 * A no that passes: Graph is busy, another writer was at work, or what was just added or deleted cannot be seen
 * everywhere yet (Graph: 429, 503, Directory_ConcurrencyViolation, eventual consistency). How Graph refuses to remove a
 * partner that still has a policy is not documented, so any refusal of that is taken for it.
 */
function isPassing({
  kind
}: DirectoryProblem, step: Step): boolean {
  if (stryMutAct_9fa48("711")) {
    {}
  } else {
    stryCov_9fa48("711");
    if (stryMutAct_9fa48("714") ? step.kind === 'removePartner' || kind === 'rejected' : stryMutAct_9fa48("713") ? false : stryMutAct_9fa48("712") ? true : (stryCov_9fa48("712", "713", "714"), (stryMutAct_9fa48("716") ? step.kind !== 'removePartner' : stryMutAct_9fa48("715") ? true : (stryCov_9fa48("715", "716"), step.kind === (stryMutAct_9fa48("717") ? "" : (stryCov_9fa48("717"), 'removePartner')))) && (stryMutAct_9fa48("719") ? kind !== 'rejected' : stryMutAct_9fa48("718") ? true : (stryCov_9fa48("718", "719"), kind === (stryMutAct_9fa48("720") ? "" : (stryCov_9fa48("720"), 'rejected')))))) return stryMutAct_9fa48("721") ? false : (stryCov_9fa48("721"), true);
    return stryMutAct_9fa48("724") ? (kind === 'throttled' || kind === 'conflict') && kind === 'notFound' : stryMutAct_9fa48("723") ? false : stryMutAct_9fa48("722") ? true : (stryCov_9fa48("722", "723", "724"), (stryMutAct_9fa48("726") ? kind === 'throttled' && kind === 'conflict' : stryMutAct_9fa48("725") ? false : (stryCov_9fa48("725", "726"), (stryMutAct_9fa48("728") ? kind !== 'throttled' : stryMutAct_9fa48("727") ? false : (stryCov_9fa48("727", "728"), kind === (stryMutAct_9fa48("729") ? "" : (stryCov_9fa48("729"), 'throttled')))) || (stryMutAct_9fa48("731") ? kind !== 'conflict' : stryMutAct_9fa48("730") ? false : (stryCov_9fa48("730", "731"), kind === (stryMutAct_9fa48("732") ? "" : (stryCov_9fa48("732"), 'conflict')))))) || (stryMutAct_9fa48("734") ? kind !== 'notFound' : stryMutAct_9fa48("733") ? false : (stryCov_9fa48("733", "734"), kind === (stryMutAct_9fa48("735") ? "" : (stryCov_9fa48("735"), 'notFound')))));
  }
}

/** Whether a step whose answer was a doubtful one has taken effect after all. */
async function tookEffect(ports: Ports, plan: Plan, index: number, problem: DirectoryProblem): Promise<boolean> {
  if (stryMutAct_9fa48("736")) {
    {}
  } else {
    stryCov_9fa48("736");
    if (stryMutAct_9fa48("739") ? problem.reached !== 'no' : stryMutAct_9fa48("738") ? false : stryMutAct_9fa48("737") ? true : (stryCov_9fa48("737", "738", "739"), problem.reached === (stryMutAct_9fa48("740") ? "" : (stryCov_9fa48("740"), 'no')))) return stryMutAct_9fa48("741") ? true : (stryCov_9fa48("741"), false);
    const reading = await readUntil(ports, plan, stryMutAct_9fa48("742") ? index - 1 : (stryCov_9fa48("742"), index + 1));
    return stryMutAct_9fa48("745") ? reading.kind === 'read' || (progress(plan, reading.state) ?? -1) > index : stryMutAct_9fa48("744") ? false : stryMutAct_9fa48("743") ? true : (stryCov_9fa48("743", "744", "745"), (stryMutAct_9fa48("747") ? reading.kind !== 'read' : stryMutAct_9fa48("746") ? true : (stryCov_9fa48("746", "747"), reading.kind === (stryMutAct_9fa48("748") ? "" : (stryCov_9fa48("748"), 'read')))) && (stryMutAct_9fa48("751") ? (progress(plan, reading.state) ?? -1) <= index : stryMutAct_9fa48("750") ? (progress(plan, reading.state) ?? -1) >= index : stryMutAct_9fa48("749") ? true : (stryCov_9fa48("749", "750", "751"), (stryMutAct_9fa48("752") ? progress(plan, reading.state) && -1 : (stryCov_9fa48("752"), progress(plan, reading.state) ?? (stryMutAct_9fa48("753") ? +1 : (stryCov_9fa48("753"), -1)))) > index)));
  }
}

/** A pause is time enough for a role to end or a policy to change: both are read again before a step is sent again. */
async function mayRepeat(ports: Ports, settings: MayUse, change: Change, index: number): Promise<'done' | 'again' | 'stop'> {
  if (stryMutAct_9fa48("754")) {
    {}
  } else {
    stryCov_9fa48("754");
    const {
      plan
    } = change.proposal;
    const [release, reading] = await Promise.all(stryMutAct_9fa48("755") ? [] : (stryCov_9fa48("755"), [mayConfirm(ports, settings, change), readPlanned(ports, plan)]));
    if (stryMutAct_9fa48("758") ? reading.kind !== 'unread' : stryMutAct_9fa48("757") ? false : stryMutAct_9fa48("756") ? true : (stryCov_9fa48("756", "757", "758"), reading.kind === (stryMutAct_9fa48("759") ? "" : (stryCov_9fa48("759"), 'unread')))) return stryMutAct_9fa48("760") ? "" : (stryCov_9fa48("760"), 'stop');
    if (stryMutAct_9fa48("764") ? (progress(plan, reading.state) ?? -1) <= index : stryMutAct_9fa48("763") ? (progress(plan, reading.state) ?? -1) >= index : stryMutAct_9fa48("762") ? false : stryMutAct_9fa48("761") ? true : (stryCov_9fa48("761", "762", "763", "764"), (stryMutAct_9fa48("765") ? progress(plan, reading.state) && -1 : (stryCov_9fa48("765"), progress(plan, reading.state) ?? (stryMutAct_9fa48("766") ? +1 : (stryCov_9fa48("766"), -1)))) > index)) return stryMutAct_9fa48("767") ? "" : (stryCov_9fa48("767"), 'done');
    // What Graph said to be done may not be seen yet; anything else that is not as expected is somebody else's work.
    const asExpected = stryMutAct_9fa48("770") ? isBehind(plan, reading.state, index) && isAt(plan, reading.state, index) : stryMutAct_9fa48("769") ? false : stryMutAct_9fa48("768") ? true : (stryCov_9fa48("768", "769", "770"), isBehind(plan, reading.state, index) || isAt(plan, reading.state, index));
    return (stryMutAct_9fa48("773") ? release === undefined || asExpected : stryMutAct_9fa48("772") ? false : stryMutAct_9fa48("771") ? true : (stryCov_9fa48("771", "772", "773"), (stryMutAct_9fa48("775") ? release !== undefined : stryMutAct_9fa48("774") ? true : (stryCov_9fa48("774", "775"), release === undefined)) && asExpected)) ? stryMutAct_9fa48("776") ? "" : (stryCov_9fa48("776"), 'again') : stryMutAct_9fa48("777") ? "" : (stryCov_9fa48("777"), 'stop');
  }
}