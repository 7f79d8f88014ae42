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
import { stepsDone, type Change, type Release } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { isMixed, steps } from '../domain/plan.ts';
import type { Notice } from '../domain/reply.ts';
import { sameState } from '../domain/snapshot.ts';
import { explainBrokenOff } from './explain.ts';
import { advance } from './lifecycle.ts';
import { mayConfirm } from './may-confirm.ts';
import type { Ports, Settings } from './ports.ts';
import { conclude, isBehind, readPlanned, readUntil } from './read-back.ts';
import { write, type Written } from './write.ts';
export interface Applier {
  /**
   * Carries out a claimed change: verify, write, read back, settle. The claim was made before, by compare-and-swap, so
   * this runs at most once for each claim; telling is the presenter's, after this. Never throws.
   */
  apply(claimed: Change): Promise<void>;
  /** Whether this process is at work on the change. One that is `applying` and not worked on was left behind. */
  isApplying(id: ChangeId): boolean;
  /** Whether this process ever was. */
  hasTried(id: ChangeId): boolean;
}
export function applier(ports: Ports, settings: Pick<Settings, 'preview'>): Applier {
  if (stryMutAct_9fa48("0")) {
    {}
  } else {
    stryCov_9fa48("0");
    const working = new Set<ChangeId>();
    const tried = new Set<ChangeId>();
    return stryMutAct_9fa48("1") ? {} : (stryCov_9fa48("1"), {
      hasTried: stryMutAct_9fa48("2") ? () => undefined : (stryCov_9fa48("2"), id => tried.has(id)),
      isApplying: stryMutAct_9fa48("3") ? () => undefined : (stryCov_9fa48("3"), id => working.has(id)),
      apply: async claimed => {
        if (stryMutAct_9fa48("4")) {
          {}
        } else {
          stryCov_9fa48("4");
          const {
            id
          } = claimed.proposal;
          if (stryMutAct_9fa48("5")) {
            ;
          } else {
            stryCov_9fa48("5");
            working.add(id);
          }
          if (stryMutAct_9fa48("6")) {
            ;
          } else {
            stryCov_9fa48("6");
            tried.add(id);
          }
          let mayHaveWritten = stryMutAct_9fa48("7") ? true : (stryCov_9fa48("7"), false);
          try {
            if (stryMutAct_9fa48("8")) {
              {}
            } else {
              stryCov_9fa48("8");
              const verified = await verify(ports, settings, claimed);
              if (stryMutAct_9fa48("11") ? verified !== undefined : stryMutAct_9fa48("10") ? false : stryMutAct_9fa48("9") ? true : (stryCov_9fa48("9", "10", "11"), verified === undefined)) return;
              mayHaveWritten = stryMutAct_9fa48("12") ? false : (stryCov_9fa48("12"), true);
              const startedAt = ports.clock.elapsed();
              await settleWritten(ports, await write(ports, settings, verified), startedAt);
            }
          } catch (error) {
            if (stryMutAct_9fa48("13")) {
              {}
            } else {
              stryCov_9fa48("13");
              // Left as it stands: the settler finds it no longer worked on and settles it by reading.
              const reference = ports.ids.reference();
              ports.log.error(stryMutAct_9fa48("15") ? "" : (stryCov_9fa48("15"), 'change.apply.failed'), error, stryMutAct_9fa48("16") ? {} : (stryCov_9fa48("16"), {
                changeId: id,
                reference
              }));
              await tell(ports, claimed, explainBrokenOff(id, error, mayHaveWritten, reference));
            }
          } finally {
            if (stryMutAct_9fa48("17")) {
              {}
            } else {
              stryCov_9fa48("17");
              if (stryMutAct_9fa48("18")) {
                ;
              } else {
                stryCov_9fa48("18");
                working.delete(id);
              }
            }
          }
        }
      }
    });
  }
}

/** The card shows what is stored; where it cannot be, words must do. */
async function tell({
  channel,
  log
}: Ports, {
  proposal
}: Change, notice: Notice): Promise<void> {
  if (stryMutAct_9fa48("19")) {
    {}
  } else {
    stryCov_9fa48("19");
    try {
      if (stryMutAct_9fa48("20")) {
        {}
      } else {
        stryCov_9fa48("20");
        await channel.post(proposal.conversation, stryMutAct_9fa48("21") ? {} : (stryCov_9fa48("21"), {
          kind: stryMutAct_9fa48("22") ? "" : (stryCov_9fa48("22"), 'notice'),
          notice
        }));
      }
    } catch (error) {
      if (stryMutAct_9fa48("23")) {
        {}
      } else {
        stryCov_9fa48("23");
        log.error(stryMutAct_9fa48("25") ? "" : (stryCov_9fa48("25"), 'change.untold'), error, stryMutAct_9fa48("26") ? {} : (stryCov_9fa48("26"), {
          changeId: proposal.id
        }));
      }
    }
  }
}

/** Role and policy, read together and now. Anything but a clear yes stops here, before a byte is written. */
async function verify(ports: Ports, settings: Pick<Settings, 'preview'>, claimed: Change): Promise<Change | undefined> {
  if (stryMutAct_9fa48("27")) {
    {}
  } else {
    stryCov_9fa48("27");
    const {
      plan
    } = claimed.proposal;
    const [passed, reading] = await Promise.all(stryMutAct_9fa48("28") ? [] : (stryCov_9fa48("28"), [mayConfirm(ports, settings, claimed), readPlanned(ports, plan)]));
    const at = ports.clock.now();
    if (stryMutAct_9fa48("31") ? passed === undefined : stryMutAct_9fa48("30") ? false : stryMutAct_9fa48("29") ? true : (stryCov_9fa48("29", "30", "31"), passed !== undefined)) {
      if (stryMutAct_9fa48("32")) {
        {}
      } else {
        stryCov_9fa48("32");
        await released(ports, claimed, passed);
        return undefined;
      }
    }
    if (stryMutAct_9fa48("35") ? reading.kind !== 'unread' : stryMutAct_9fa48("34") ? false : stryMutAct_9fa48("33") ? true : (stryCov_9fa48("33", "34", "35"), reading.kind === (stryMutAct_9fa48("36") ? "" : (stryCov_9fa48("36"), 'unread')))) {
      if (stryMutAct_9fa48("37")) {
        {}
      } else {
        stryCov_9fa48("37");
        const release: Release = stryMutAct_9fa48("38") ? {} : (stryCov_9fa48("38"), {
          kind: stryMutAct_9fa48("39") ? "" : (stryCov_9fa48("39"), 'unreadable'),
          problem: reading.problem
        });
        await released(ports, claimed, release);
        return undefined;
      }
    }
    if (stryMutAct_9fa48("42") ? false : stryMutAct_9fa48("41") ? true : stryMutAct_9fa48("40") ? sameState(reading.state, plan.before) : (stryCov_9fa48("40", "41", "42"), !sameState(reading.state, plan.before))) {
      if (stryMutAct_9fa48("43")) {
        {}
      } else {
        stryCov_9fa48("43");
        await advance(ports, claimed, stryMutAct_9fa48("44") ? {} : (stryCov_9fa48("44"), {
          kind: stryMutAct_9fa48("45") ? "" : (stryCov_9fa48("45"), 'foundStale'),
          found: reading.state,
          at
        }));
        return undefined;
      }
    }
    return advance(ports, claimed, stryMutAct_9fa48("46") ? {} : (stryCov_9fa48("46"), {
      kind: stryMutAct_9fa48("47") ? "" : (stryCov_9fa48("47"), 'writeStarted'),
      at
    }));
  }
}

/** Gives the card back; the log line says why, and under which Graph request ids. */
async function released(ports: Ports, claimed: Change, release: Release): Promise<void> {
  if (stryMutAct_9fa48("48")) {
    {}
  } else {
    stryCov_9fa48("48");
    const problem = (stryMutAct_9fa48("51") ? release.kind !== 'unreadable' : stryMutAct_9fa48("50") ? false : stryMutAct_9fa48("49") ? true : (stryCov_9fa48("49", "50", "51"), release.kind === (stryMutAct_9fa48("52") ? "" : (stryCov_9fa48("52"), 'unreadable')))) ? release.problem : null;
    ports.log.warn(stryMutAct_9fa48("54") ? "" : (stryCov_9fa48("54"), 'change.released'), stryMutAct_9fa48("55") ? {} : (stryCov_9fa48("55"), {
      changeId: claimed.proposal.id,
      release
    }));
    const event = {
      kind: 'released',
      release,
      at: ports.clock.now()
    } as const;
    await advance(ports, claimed, event, stryMutAct_9fa48("56") ? problem?.requestIds && [] : (stryCov_9fa48("56"), (stryMutAct_9fa48("57") ? problem.requestIds : (stryCov_9fa48("57"), problem?.requestIds)) ?? (stryMutAct_9fa48("58") ? ["Stryker was here"] : (stryCov_9fa48("58"), []))));
  }
}

/** For how long after its start a request whose answer was lost may still take effect. */
export const LATE_EFFECT_MS = 15_000;
async function settleWritten(ports: Ports, {
  change,
  requestIds,
  problem
}: Written, startedAt: number): Promise<void> {
  if (stryMutAct_9fa48("59")) {
    {}
  } else {
    stryCov_9fa48("59");
    const {
      plan
    } = change.proposal;
    const certain = stryMutAct_9fa48("62") ? problem?.reached !== 'no' : stryMutAct_9fa48("61") ? false : stryMutAct_9fa48("60") ? true : (stryCov_9fa48("60", "61", "62"), (stryMutAct_9fa48("63") ? problem.reached : (stryCov_9fa48("63"), problem?.reached)) === (stryMutAct_9fa48("64") ? "" : (stryCov_9fa48("64"), 'no')));
    const done = stepsDone(change.status);
    const reading = await readUntil(ports, plan, certain ? done : steps(plan).length);
    const at = ports.clock.now();
    if (stryMutAct_9fa48("67") ? reading.kind !== 'unread' : stryMutAct_9fa48("66") ? false : stryMutAct_9fa48("65") ? true : (stryCov_9fa48("65", "66", "67"), reading.kind === (stryMutAct_9fa48("68") ? "" : (stryCov_9fa48("68"), 'unread')))) {
      if (stryMutAct_9fa48("69")) {
        {}
      } else {
        stryCov_9fa48("69");
        await advance(ports, change, stryMutAct_9fa48("70") ? {} : (stryCov_9fa48("70"), {
          kind: stryMutAct_9fa48("71") ? "" : (stryCov_9fa48("71"), 'lostSight'),
          problem,
          at
        }), requestIds);
        return;
      }
    }
    const found = reading.state;
    if (stryMutAct_9fa48("74") ? certain && !sameState(found, plan.before) || !sameState(found, plan.after) : stryMutAct_9fa48("73") ? false : stryMutAct_9fa48("72") ? true : (stryCov_9fa48("72", "73", "74"), (stryMutAct_9fa48("76") ? certain || !sameState(found, plan.before) : stryMutAct_9fa48("75") ? true : (stryCov_9fa48("75", "76"), certain && (stryMutAct_9fa48("77") ? sameState(found, plan.before) : (stryCov_9fa48("77"), !sameState(found, plan.before))))) && (stryMutAct_9fa48("78") ? sameState(found, plan.after) : (stryCov_9fa48("78"), !sameState(found, plan.after))))) {
      if (stryMutAct_9fa48("79")) {
        {}
      } else {
        stryCov_9fa48("79");
        // Somebody else was faster. Only a change of which nothing was written can be out of date; any other has a verdict.
        const stale = await advance(ports, change, stryMutAct_9fa48("80") ? {} : (stryCov_9fa48("80"), {
          kind: stryMutAct_9fa48("81") ? "" : (stryCov_9fa48("81"), 'foundStale'),
          found,
          at
        }), requestIds);
        if (stryMutAct_9fa48("84") ? stale === undefined : stryMutAct_9fa48("83") ? false : stryMutAct_9fa48("82") ? true : (stryCov_9fa48("82", "83", "84"), stale !== undefined)) return;
      }
    }
    const verdict = conclude(plan, found, problem);
    // Graph's word that a step is done outlasts any lag of its reads, and so does a part of one that shows already.
    const lags = stryMutAct_9fa48("87") ? isBehind(plan, found, done) && isMixed(plan, found, certain ? done : done + 1) : stryMutAct_9fa48("86") ? false : stryMutAct_9fa48("85") ? true : (stryCov_9fa48("85", "86", "87"), isBehind(plan, found, done) || isMixed(plan, found, certain ? done : stryMutAct_9fa48("88") ? done - 1 : (stryCov_9fa48("88"), done + 1)));
    // A lost answer may take effect for a while yet.
    const mayCome = stryMutAct_9fa48("91") ? problem === null && !certain && ports.clock.elapsed() - startedAt < LATE_EFFECT_MS : stryMutAct_9fa48("90") ? false : stryMutAct_9fa48("89") ? true : (stryCov_9fa48("89", "90", "91"), (stryMutAct_9fa48("93") ? problem !== null : stryMutAct_9fa48("92") ? false : (stryCov_9fa48("92", "93"), problem === null)) || (stryMutAct_9fa48("95") ? !certain || ports.clock.elapsed() - startedAt < LATE_EFFECT_MS : stryMutAct_9fa48("94") ? false : (stryCov_9fa48("94", "95"), (stryMutAct_9fa48("96") ? certain : (stryCov_9fa48("96"), !certain)) && (stryMutAct_9fa48("99") ? ports.clock.elapsed() - startedAt >= LATE_EFFECT_MS : stryMutAct_9fa48("98") ? ports.clock.elapsed() - startedAt <= LATE_EFFECT_MS : stryMutAct_9fa48("97") ? true : (stryCov_9fa48("97", "98", "99"), (stryMutAct_9fa48("100") ? ports.clock.elapsed() + startedAt : (stryCov_9fa48("100"), ports.clock.elapsed() - startedAt)) < LATE_EFFECT_MS)))));
    if (stryMutAct_9fa48("103") ? verdict.kind === 'failed' || lags || verdict.failure.kind !== 'diverged' && mayCome : stryMutAct_9fa48("102") ? false : stryMutAct_9fa48("101") ? true : (stryCov_9fa48("101", "102", "103"), (stryMutAct_9fa48("105") ? verdict.kind !== 'failed' : stryMutAct_9fa48("104") ? true : (stryCov_9fa48("104", "105"), verdict.kind === (stryMutAct_9fa48("106") ? "" : (stryCov_9fa48("106"), 'failed')))) && (stryMutAct_9fa48("108") ? lags && verdict.failure.kind !== 'diverged' && mayCome : stryMutAct_9fa48("107") ? true : (stryCov_9fa48("107", "108"), lags || (stryMutAct_9fa48("110") ? verdict.failure.kind !== 'diverged' || mayCome : stryMutAct_9fa48("109") ? false : (stryCov_9fa48("109", "110"), (stryMutAct_9fa48("112") ? verdict.failure.kind === 'diverged' : stryMutAct_9fa48("111") ? true : (stryCov_9fa48("111", "112"), verdict.failure.kind !== (stryMutAct_9fa48("113") ? "" : (stryCov_9fa48("113"), 'diverged')))) && mayCome)))))) {
      if (stryMutAct_9fa48("114")) {
        {}
      } else {
        stryCov_9fa48("114");
        await advance(ports, change, stryMutAct_9fa48("115") ? {} : (stryCov_9fa48("115"), {
          kind: stryMutAct_9fa48("116") ? "" : (stryCov_9fa48("116"), 'lostSight'),
          problem,
          at
        }), requestIds);
        return;
      }
    }
    await advance(ports, change, stryMutAct_9fa48("117") ? {} : (stryCov_9fa48("117"), {
      ...verdict,
      at
    }), requestIds);
  }
}