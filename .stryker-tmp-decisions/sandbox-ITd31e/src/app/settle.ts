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
import { isDue, isOver, stepsDone, type Change } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { DirectoryProblem } from '../domain/problem.ts';
import { LATE_EFFECT_MS, type Applier } from './apply.ts';
import { advance } from './lifecycle.ts';
import type { Ports } from './ports.ts';
import { isMixed, steps } from '../domain/plan.ts';
import { conclude, isBehind, readPlanned, type Verdict } from './read-back.ts';

/** For how long Graph may go on showing the old value after it said that the new one is written. */
const LONGEST_LAG_MS = stryMutAct_9fa48("514") ? 3 / 60_000 : (stryCov_9fa48("514"), 3 * 60_000);
/** How often an unknown outcome is looked up: a person is waiting. */
const LOOK_EVERY_MS = 2_000;
export interface Settler {
  /**
   * Ends what is due: cards past their time, outcomes that can be read by now, and what a killed process left in
   * flight. Writes to Graph only what was confirmed and never begun.
   */
  settleDue(): Promise<void>;
}
export function settler(ports: Ports, changes: Applier): Settler {
  if (stryMutAct_9fa48("515")) {
    {}
  } else {
    stryCov_9fa48("515");
    /** When this process first looked: what came before a restart is not counted, so a late effect always has its time. */
    const firstLook = new Map<ChangeId, number>();
    const lastLook = new Map<ChangeId, number>();
    const looking = new Set<ChangeId>();
    const look = async (change: Change, problem: DirectoryProblem | null, firstAt: number): Promise<void> => {
      if (stryMutAct_9fa48("516")) {
        {}
      } else {
        stryCov_9fa48("516");
        const {
          status,
          proposal
        } = change;
        const done = stepsDone(status);
        const reading = await readPlanned(ports, proposal.plan);
        const at = ports.clock.now();
        if (stryMutAct_9fa48("519") ? reading.kind !== 'unread' : stryMutAct_9fa48("518") ? false : stryMutAct_9fa48("517") ? true : (stryCov_9fa48("517", "518", "519"), reading.kind === (stryMutAct_9fa48("520") ? "" : (stryCov_9fa48("520"), 'unread')))) {
          if (stryMutAct_9fa48("521")) {
            {}
          } else {
            stryCov_9fa48("521");
            await advance(ports, change, stryMutAct_9fa48("522") ? {} : (stryCov_9fa48("522"), {
              kind: stryMutAct_9fa48("523") ? "" : (stryCov_9fa48("523"), 'lostSight'),
              problem: reading.problem,
              at
            }));
            return;
          }
        }
        const verdict = conclude(proposal.plan, reading.state, problem);
        const waited = stryMutAct_9fa48("524") ? ports.clock.elapsed() + firstAt : (stryCov_9fa48("524"), ports.clock.elapsed() - firstAt);
        const {
          plan
        } = proposal;
        // A part of a step that shows is as good as Graph's word that it is done.
        const behind = stryMutAct_9fa48("527") ? isBehind(plan, reading.state, done) && isMixed(plan, reading.state, done + 1) : stryMutAct_9fa48("526") ? false : stryMutAct_9fa48("525") ? true : (stryCov_9fa48("525", "526", "527"), isBehind(plan, reading.state, done) || isMixed(plan, reading.state, stryMutAct_9fa48("528") ? done - 1 : (stryCov_9fa48("528"), done + 1)));
        const promised = stryMutAct_9fa48("531") ? behind && done === steps(plan).length : stryMutAct_9fa48("530") ? false : stryMutAct_9fa48("529") ? true : (stryCov_9fa48("529", "530", "531"), behind || (stryMutAct_9fa48("533") ? done !== steps(plan).length : stryMutAct_9fa48("532") ? false : (stryCov_9fa48("532", "533"), done === steps(plan).length)));
        if (stryMutAct_9fa48("536") ? verdict.kind === 'failed' || waited < (promised ? LONGEST_LAG_MS : LATE_EFFECT_MS) : stryMutAct_9fa48("535") ? false : stryMutAct_9fa48("534") ? true : (stryCov_9fa48("534", "535", "536"), (stryMutAct_9fa48("538") ? verdict.kind !== 'failed' : stryMutAct_9fa48("537") ? true : (stryCov_9fa48("537", "538"), verdict.kind === (stryMutAct_9fa48("539") ? "" : (stryCov_9fa48("539"), 'failed')))) && (stryMutAct_9fa48("542") ? waited >= (promised ? LONGEST_LAG_MS : LATE_EFFECT_MS) : stryMutAct_9fa48("541") ? waited <= (promised ? LONGEST_LAG_MS : LATE_EFFECT_MS) : stryMutAct_9fa48("540") ? true : (stryCov_9fa48("540", "541", "542"), waited < (promised ? LONGEST_LAG_MS : LATE_EFFECT_MS))))) return;
        const contradiction = stryMutAct_9fa48("545") ? verdict.kind === 'failed' || promised : stryMutAct_9fa48("544") ? false : stryMutAct_9fa48("543") ? true : (stryCov_9fa48("543", "544", "545"), (stryMutAct_9fa48("547") ? verdict.kind !== 'failed' : stryMutAct_9fa48("546") ? true : (stryCov_9fa48("546", "547"), verdict.kind === (stryMutAct_9fa48("548") ? "" : (stryCov_9fa48("548"), 'failed')))) && promised);
        const settled: Verdict = contradiction ? stryMutAct_9fa48("549") ? {} : (stryCov_9fa48("549"), {
          kind: stryMutAct_9fa48("550") ? "" : (stryCov_9fa48("550"), 'failed'),
          failure: stryMutAct_9fa48("551") ? {} : (stryCov_9fa48("551"), {
            kind: stryMutAct_9fa48("552") ? "" : (stryCov_9fa48("552"), 'diverged'),
            found: reading.state
          })
        }) : verdict;
        await advance(ports, change, stryMutAct_9fa48("553") ? {} : (stryCov_9fa48("553"), {
          ...settled,
          at
        }));
      }
    };

    /** Looks in the background, one look at a time for each change: a Graph that hangs must not hold up what else is due. */
    const startLook = (change: Change, problem: DirectoryProblem | null): void => {
      if (stryMutAct_9fa48("554")) {
        {}
      } else {
        stryCov_9fa48("554");
        const {
          id
        } = change.proposal;
        const now = ports.clock.elapsed();
        if (stryMutAct_9fa48("557") ? looking.has(id) && now - (lastLook.get(id) ?? -Infinity) < LOOK_EVERY_MS : stryMutAct_9fa48("556") ? false : stryMutAct_9fa48("555") ? true : (stryCov_9fa48("555", "556", "557"), looking.has(id) || (stryMutAct_9fa48("560") ? now - (lastLook.get(id) ?? -Infinity) >= LOOK_EVERY_MS : stryMutAct_9fa48("559") ? now - (lastLook.get(id) ?? -Infinity) <= LOOK_EVERY_MS : stryMutAct_9fa48("558") ? false : (stryCov_9fa48("558", "559", "560"), (stryMutAct_9fa48("561") ? now + (lastLook.get(id) ?? -Infinity) : (stryCov_9fa48("561"), now - (stryMutAct_9fa48("562") ? lastLook.get(id) && -Infinity : (stryCov_9fa48("562"), lastLook.get(id) ?? (stryMutAct_9fa48("563") ? +Infinity : (stryCov_9fa48("563"), -Infinity)))))) < LOOK_EVERY_MS)))) return;
        if (stryMutAct_9fa48("564")) {
          ;
        } else {
          stryCov_9fa48("564");
          lastLook.set(id, now);
        }
        const firstAt = stryMutAct_9fa48("565") ? firstLook.get(id) && now : (stryCov_9fa48("565"), firstLook.get(id) ?? now);
        if (stryMutAct_9fa48("566")) {
          ;
        } else {
          stryCov_9fa48("566");
          firstLook.set(id, firstAt);
        }
        if (stryMutAct_9fa48("567")) {
          ;
        } else {
          stryCov_9fa48("567");
          looking.add(id);
        }
        ports.background.start(stryMutAct_9fa48("569") ? "" : (stryCov_9fa48("569"), 'settle'), async () => {
          if (stryMutAct_9fa48("570")) {
            {}
          } else {
            stryCov_9fa48("570");
            await look(change, problem, firstAt).finally(stryMutAct_9fa48("571") ? () => undefined : (stryCov_9fa48("571"), () => looking.delete(id)));
          }
        });
      }
    };

    /**
     * Whether a change that was confirmed when a process ended, and of which nothing was written, is carried out by this
     * one: nobody has to confirm twice. What went wrong in this one is not tried again, and only what could still be
     * confirmed is.
     */
    const mayResume = stryMutAct_9fa48("572") ? () => undefined : (stryCov_9fa48("572"), (() => {
      const mayResume = ({
        proposal
      }: Change): boolean => stryMutAct_9fa48("575") ? !changes.hasTried(proposal.id) || !isOver(proposal, ports.clock.now()) : stryMutAct_9fa48("574") ? false : stryMutAct_9fa48("573") ? true : (stryCov_9fa48("573", "574", "575"), (stryMutAct_9fa48("576") ? changes.hasTried(proposal.id) : (stryCov_9fa48("576"), !changes.hasTried(proposal.id))) && (stryMutAct_9fa48("577") ? isOver(proposal, ports.clock.now()) : (stryCov_9fa48("577"), !isOver(proposal, ports.clock.now()))));
      return mayResume;
    })());
    const resume = (change: Change): void => {
      if (stryMutAct_9fa48("578")) {
        {}
      } else {
        stryCov_9fa48("578");
        const {
          id
        } = change.proposal;
        ports.log.info(stryMutAct_9fa48("580") ? "" : (stryCov_9fa48("580"), 'change.resumed'), stryMutAct_9fa48("581") ? {} : (stryCov_9fa48("581"), {
          changeId: id
        }));
        // Role and settings are looked at anew, as after any click.
        ports.background.start(stryMutAct_9fa48("583") ? "" : (stryCov_9fa48("583"), 'apply'), stryMutAct_9fa48("584") ? () => undefined : (stryCov_9fa48("584"), () => changes.apply(change)));
      }
    };
    const settle = async (change: Change): Promise<void> => {
      if (stryMutAct_9fa48("585")) {
        {}
      } else {
        stryCov_9fa48("585");
        const {
          status,
          proposal
        } = change;
        const at = ports.clock.now();
        if (stryMutAct_9fa48("587") ? false : stryMutAct_9fa48("586") ? true : (stryCov_9fa48("586", "587"), isDue(change, at))) {
          if (stryMutAct_9fa48("588")) {
            {}
          } else {
            stryCov_9fa48("588");
            await advance(ports, change, stryMutAct_9fa48("589") ? {} : (stryCov_9fa48("589"), {
              kind: stryMutAct_9fa48("590") ? "" : (stryCov_9fa48("590"), 'expired'),
              at
            }));
          }
        } else if (stryMutAct_9fa48("593") ? status.state !== 'unknown' : stryMutAct_9fa48("592") ? false : stryMutAct_9fa48("591") ? true : (stryCov_9fa48("591", "592", "593"), status.state === (stryMutAct_9fa48("594") ? "" : (stryCov_9fa48("594"), 'unknown')))) {
          if (stryMutAct_9fa48("595")) {
            {}
          } else {
            stryCov_9fa48("595");
            if (stryMutAct_9fa48("596")) {
              ;
            } else {
              stryCov_9fa48("596");
              startLook(change, status.problem);
            }
          }
        } else if (stryMutAct_9fa48("599") ? status.state === 'applying' || !changes.isApplying(proposal.id) : stryMutAct_9fa48("598") ? false : stryMutAct_9fa48("597") ? true : (stryCov_9fa48("597", "598", "599"), (stryMutAct_9fa48("601") ? status.state !== 'applying' : stryMutAct_9fa48("600") ? true : (stryCov_9fa48("600", "601"), status.state === (stryMutAct_9fa48("602") ? "" : (stryCov_9fa48("602"), 'applying')))) && (stryMutAct_9fa48("603") ? changes.isApplying(proposal.id) : (stryCov_9fa48("603"), !changes.isApplying(proposal.id))))) {
          if (stryMutAct_9fa48("604")) {
            {}
          } else {
            stryCov_9fa48("604");
            if (stryMutAct_9fa48("607") ? status.phase !== 'writing' : stryMutAct_9fa48("606") ? false : stryMutAct_9fa48("605") ? true : (stryCov_9fa48("605", "606", "607"), status.phase === (stryMutAct_9fa48("608") ? "" : (stryCov_9fa48("608"), 'writing')))) {
              if (stryMutAct_9fa48("609")) {
                ;
              } else {
                stryCov_9fa48("609");
                startLook(change, null);
              }
            } else if (stryMutAct_9fa48("611") ? false : stryMutAct_9fa48("610") ? true : (stryCov_9fa48("610", "611"), mayResume(change))) {
              if (stryMutAct_9fa48("612")) {
                ;
              } else {
                stryCov_9fa48("612");
                resume(change);
              }
            } else await advance(ports, change, stryMutAct_9fa48("613") ? {} : (stryCov_9fa48("613"), {
              kind: stryMutAct_9fa48("614") ? "" : (stryCov_9fa48("614"), 'released'),
              release: stryMutAct_9fa48("615") ? {} : (stryCov_9fa48("615"), {
                kind: stryMutAct_9fa48("616") ? "" : (stryCov_9fa48("616"), 'interrupted')
              }),
              at
            }));
          }
        }
      }
    };
    return stryMutAct_9fa48("617") ? {} : (stryCov_9fa48("617"), {
      settleDue: async () => {
        if (stryMutAct_9fa48("618")) {
          {}
        } else {
          stryCov_9fa48("618");
          const open = await ports.store.open();
          for (const id of firstLook.keys()) {
            if (stryMutAct_9fa48("619")) {
              {}
            } else {
              stryCov_9fa48("619");
              if (stryMutAct_9fa48("622") ? open.every(change => change.proposal.id === id) : stryMutAct_9fa48("621") ? false : stryMutAct_9fa48("620") ? true : (stryCov_9fa48("620", "621", "622"), open.some(stryMutAct_9fa48("623") ? () => undefined : (stryCov_9fa48("623"), change => stryMutAct_9fa48("626") ? change.proposal.id !== id : stryMutAct_9fa48("625") ? false : stryMutAct_9fa48("624") ? true : (stryCov_9fa48("624", "625", "626"), change.proposal.id === id))))) continue;
              if (stryMutAct_9fa48("627")) {
                ;
              } else {
                stryCov_9fa48("627");
                firstLook.delete(id);
              }
              if (stryMutAct_9fa48("628")) {
                ;
              } else {
                stryCov_9fa48("628");
                lastLook.delete(id);
              }
            }
          }
          for (const change of open) await settle(change);
        }
      }
    });
  }
}