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
import { isDue, type Change, type ChangeEvent } from '../domain/change.ts';
import type { Instant } from '../domain/instant.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { Notice } from '../domain/reply.ts';
import { authorize } from './authorize.ts';
import type { Click, ClickAnswer, Decider } from './decide.ts';
import { explainFailure, explainRefusal, explainUnreadable } from './explain.ts';
import { learnCard } from './learn-card.ts';
import { advanceAsItStands, asStored } from './lifecycle.ts';
import type { Ports } from './ports.ts';
import { tellAlone } from './tell-alone.ts';
const AT_IT: Notice = stryMutAct_9fa48("153") ? {} : (stryCov_9fa48("153"), {
  tone: stryMutAct_9fa48("154") ? "" : (stryCov_9fa48("154"), 'info'),
  title: stryMutAct_9fa48("155") ? "" : (stryCov_9fa48("155"), 'One moment, I am looking up your role'),
  lines: stryMutAct_9fa48("156") ? [] : (stryCov_9fa48("156"), [stryMutAct_9fa48("157") ? [] : (stryCov_9fa48("157"), [stryMutAct_9fa48("158") ? "" : (stryCov_9fa48("158"), 'Your click has done nothing yet. The card will show what comes of it.')])])
});

/**
 * A click by somebody other than the requester, on a change that another administrator decides. Their role is read
 * before anything moves or is shown: the card is for many, and a click by somebody without the role must leave it as it
 * is. Of several who approve, the first decides.
 */
export async function decideOther(decider: Decider, change: Change, click: Click, within: (work: Promise<unknown>) => Promise<void>): Promise<ClickAnswer> {
  if (stryMutAct_9fa48("159")) {
    {}
  } else {
    stryCov_9fa48("159");
    const {
      checking,
      ports
    } = decider;
    const {
      background,
      ids,
      log
    } = ports;
    const {
      changeId,
      person,
      verdict
    } = click;
    // Whoever said that they are looking at it may decide while their role is still being looked up.
    const key = stryMutAct_9fa48("160") ? `` : (stryCov_9fa48("160"), `${changeId} ${person.objectId} ${verdict}`);
    if (stryMutAct_9fa48("162") ? false : stryMutAct_9fa48("161") ? true : (stryCov_9fa48("161", "162"), checking.has(key))) return stryMutAct_9fa48("163") ? {} : (stryCov_9fa48("163"), {
      kind: stryMutAct_9fa48("164") ? "" : (stryCov_9fa48("164"), 'told'),
      notice: AT_IT
    });
    if (stryMutAct_9fa48("165")) {
      ;
    } else {
      stryCov_9fa48("165");
      checking.add(key);
    }
    const clicked: {
      late: boolean;
      passed: boolean;
      answer?: ClickAnswer;
    } = stryMutAct_9fa48("166") ? {} : (stryCov_9fa48("166"), {
      late: stryMutAct_9fa48("167") ? true : (stryCov_9fa48("167"), false),
      passed: stryMutAct_9fa48("168") ? true : (stryCov_9fa48("168"), false)
    });
    const work = noTo(ports, click).finally(stryMutAct_9fa48("169") ? () => undefined : (stryCov_9fa48("169"), () => checking.delete(key))).then(async no => {
      if (stryMutAct_9fa48("170")) {
        {}
      } else {
        stryCov_9fa48("170");
        clicked.passed = stryMutAct_9fa48("173") ? no !== undefined : stryMutAct_9fa48("172") ? false : stryMutAct_9fa48("171") ? true : (stryCov_9fa48("171", "172", "173"), no === undefined);
        const answer: ClickAnswer = (stryMutAct_9fa48("176") ? no !== undefined : stryMutAct_9fa48("175") ? false : stryMutAct_9fa48("174") ? true : (stryCov_9fa48("174", "175", "176"), no === undefined)) ? await act(decider, change, click) : stryMutAct_9fa48("177") ? {} : (stryCov_9fa48("177"), {
          kind: stryMutAct_9fa48("178") ? "" : (stryCov_9fa48("178"), 'told'),
          notice: no
        });
        clicked.answer = answer;
        if (stryMutAct_9fa48("181") ? clicked.late || answer.kind === 'told' : stryMutAct_9fa48("180") ? false : stryMutAct_9fa48("179") ? true : (stryCov_9fa48("179", "180", "181"), clicked.late && (stryMutAct_9fa48("183") ? answer.kind !== 'told' : stryMutAct_9fa48("182") ? true : (stryCov_9fa48("182", "183"), answer.kind === (stryMutAct_9fa48("184") ? "" : (stryCov_9fa48("184"), 'told')))))) await tellAlone(ports, person, click.card, answer.notice);
      }
    }).catch(async (error: unknown) => {
      if (stryMutAct_9fa48("185")) {
        {}
      } else {
        stryCov_9fa48("185");
        if (stryMutAct_9fa48("188") ? false : stryMutAct_9fa48("187") ? true : stryMutAct_9fa48("186") ? clicked.late : (stryCov_9fa48("186", "187", "188"), !clicked.late)) throw error;
        const reference = ids.reference();
        log.error(stryMutAct_9fa48("190") ? "" : (stryCov_9fa48("190"), 'click.failed'), error, stryMutAct_9fa48("191") ? {} : (stryCov_9fa48("191"), {
          reference,
          changeId
        }));
        await tellAlone(ports, person, click.card, explainFailure(error, reference));
      }
    });
    background.start(stryMutAct_9fa48("193") ? "" : (stryCov_9fa48("193"), 'decide'), stryMutAct_9fa48("194") ? () => undefined : (stryCov_9fa48("194"), () => work));
    await within(work);
    if (stryMutAct_9fa48("197") ? clicked.answer === undefined : stryMutAct_9fa48("196") ? false : stryMutAct_9fa48("195") ? true : (stryCov_9fa48("195", "196", "197"), clicked.answer !== undefined)) return clicked.answer;
    clicked.late = stryMutAct_9fa48("198") ? false : (stryCov_9fa48("198"), true);
    if (stryMutAct_9fa48("200") ? false : stryMutAct_9fa48("199") ? true : (stryCov_9fa48("199", "200"), clicked.passed)) return stryMutAct_9fa48("201") ? {} : (stryCov_9fa48("201"), {
      kind: stryMutAct_9fa48("202") ? "" : (stryCov_9fa48("202"), 'card'),
      change: await asStored(ports, change)
    });
    log.info(stryMutAct_9fa48("204") ? "" : (stryCov_9fa48("204"), 'click.late'), stryMutAct_9fa48("205") ? {} : (stryCov_9fa48("205"), {
      changeId,
      objectId: person.objectId
    }));
    return stryMutAct_9fa48("206") ? {} : (stryCov_9fa48("206"), {
      kind: stryMutAct_9fa48("207") ? "" : (stryCov_9fa48("207"), 'told'),
      notice: AT_IT
    });
  }
}

/** What a click does by somebody who has the role. */
async function act({
  ports,
  applier,
  presenter
}: Decider, change: Change, click: Click): Promise<ClickAnswer> {
  if (stryMutAct_9fa48("208")) {
    {}
  } else {
    stryCov_9fa48("208");
    const {
      id,
      challenge
    } = change.proposal;
    if (stryMutAct_9fa48("211") ? click.verdict === 'approve' && challenge !== null || click.typed?.trim().toLowerCase() !== challenge : stryMutAct_9fa48("210") ? false : stryMutAct_9fa48("209") ? true : (stryCov_9fa48("209", "210", "211"), (stryMutAct_9fa48("213") ? click.verdict === 'approve' || challenge !== null : stryMutAct_9fa48("212") ? true : (stryCov_9fa48("212", "213"), (stryMutAct_9fa48("215") ? click.verdict !== 'approve' : stryMutAct_9fa48("214") ? true : (stryCov_9fa48("214", "215"), click.verdict === (stryMutAct_9fa48("216") ? "" : (stryCov_9fa48("216"), 'approve')))) && (stryMutAct_9fa48("218") ? challenge === null : stryMutAct_9fa48("217") ? true : (stryCov_9fa48("217", "218"), challenge !== null)))) && (stryMutAct_9fa48("220") ? click.typed?.trim().toLowerCase() === challenge : stryMutAct_9fa48("219") ? true : (stryCov_9fa48("219", "220"), (stryMutAct_9fa48("223") ? click.typed.trim().toLowerCase() : stryMutAct_9fa48("222") ? click.typed.toLowerCase() : stryMutAct_9fa48("221") ? click.typed?.trim().toUpperCase() : (stryCov_9fa48("221", "222", "223"), click.typed?.trim().toLowerCase())) !== challenge)))) {
      if (stryMutAct_9fa48("224")) {
        {}
      } else {
        stryCov_9fa48("224");
        return stryMutAct_9fa48("225") ? {} : (stryCov_9fa48("225"), {
          kind: stryMutAct_9fa48("226") ? "" : (stryCov_9fa48("226"), 'told'),
          notice: explainRefusal(stryMutAct_9fa48("227") ? {} : (stryCov_9fa48("227"), {
            kind: stryMutAct_9fa48("228") ? "" : (stryCov_9fa48("228"), 'challengeFailed')
          }))
        });
      }
    }
    await learnCard(ports, change, click.card);
    const moved = await advanceAsItStands(ports, change, stryMutAct_9fa48("229") ? () => undefined : (stryCov_9fa48("229"), known => eventOf(known, click, ports.clock.now())));
    if (stryMutAct_9fa48("232") ? moved?.status.state !== 'applying' : stryMutAct_9fa48("231") ? false : stryMutAct_9fa48("230") ? true : (stryCov_9fa48("230", "231", "232"), (stryMutAct_9fa48("233") ? moved.status.state : (stryCov_9fa48("233"), moved?.status.state)) === (stryMutAct_9fa48("234") ? "" : (stryCov_9fa48("234"), 'applying')))) await applier.apply(moved);
    if (stryMutAct_9fa48("237") ? moved === undefined : stryMutAct_9fa48("236") ? false : stryMutAct_9fa48("235") ? true : (stryCov_9fa48("235", "236", "237"), moved !== undefined)) await presenter.draw(id);
    return stryMutAct_9fa48("238") ? {} : (stryCov_9fa48("238"), {
      kind: stryMutAct_9fa48("239") ? "" : (stryCov_9fa48("239"), 'card'),
      change: await asStored(ports, stryMutAct_9fa48("240") ? moved && change : (stryCov_9fa48("240"), moved ?? change))
    });
  }
}

/** Why whoever clicked may not; undefined: they may. */
async function noTo({
  roles,
  log,
  ids
}: Ports, {
  person,
  changeId
}: Click): Promise<Notice | undefined> {
  if (stryMutAct_9fa48("241")) {
    {}
  } else {
    stryCov_9fa48("241");
    try {
      if (stryMutAct_9fa48("242")) {
        {}
      } else {
        stryCov_9fa48("242");
        const refusal = await authorize(roles, log, person, stryMutAct_9fa48("243") ? "" : (stryCov_9fa48("243"), 'change'));
        if (stryMutAct_9fa48("246") ? refusal === undefined : stryMutAct_9fa48("245") ? false : stryMutAct_9fa48("244") ? true : (stryCov_9fa48("244", "245", "246"), refusal !== undefined)) log.info(stryMutAct_9fa48("248") ? "" : (stryCov_9fa48("248"), 'click.refused'), stryMutAct_9fa48("249") ? {} : (stryCov_9fa48("249"), {
          changeId,
          objectId: person.objectId
        }));
        return stryMutAct_9fa48("252") ? refusal || explainRefusal(refusal) : stryMutAct_9fa48("251") ? false : stryMutAct_9fa48("250") ? true : (stryCov_9fa48("250", "251", "252"), refusal && explainRefusal(refusal));
      }
    } catch (error) {
      if (stryMutAct_9fa48("253")) {
        {}
      } else {
        stryCov_9fa48("253");
        if (stryMutAct_9fa48("256") ? false : stryMutAct_9fa48("255") ? true : stryMutAct_9fa48("254") ? error instanceof DirectoryError : (stryCov_9fa48("254", "255", "256"), !(error instanceof DirectoryError))) throw error;
        const reference = ids.reference();
        log.error(stryMutAct_9fa48("258") ? "" : (stryCov_9fa48("258"), 'click.unreadable'), error, stryMutAct_9fa48("259") ? {} : (stryCov_9fa48("259"), {
          reference,
          changeId,
          problem: error.problem
        }));
        return explainUnreadable(error.problem, reference);
      }
    }
  }
}

/** undefined: nothing that this click could do to the change as it is. */
function eventOf(change: Change, {
  verdict,
  person: by,
  reason
}: Click, at: Instant): ChangeEvent | undefined {
  if (stryMutAct_9fa48("260")) {
    {}
  } else {
    stryCov_9fa48("260");
    if (stryMutAct_9fa48("262") ? false : stryMutAct_9fa48("261") ? true : (stryCov_9fa48("261", "262"), isDue(change, at))) return stryMutAct_9fa48("263") ? {} : (stryCov_9fa48("263"), {
      kind: stryMutAct_9fa48("264") ? "" : (stryCov_9fa48("264"), 'expired'),
      at
    });
    switch (verdict) {
      case stryMutAct_9fa48("266") ? "" : (stryCov_9fa48("266"), 'approve'):
        if (stryMutAct_9fa48("265")) {} else {
          stryCov_9fa48("265");
          return stryMutAct_9fa48("267") ? {} : (stryCov_9fa48("267"), {
            kind: stryMutAct_9fa48("268") ? "" : (stryCov_9fa48("268"), 'claimed'),
            by,
            at
          });
        }
      case stryMutAct_9fa48("270") ? "" : (stryCov_9fa48("270"), 'reject'):
        if (stryMutAct_9fa48("269")) {} else {
          stryCov_9fa48("269");
          return stryMutAct_9fa48("271") ? {} : (stryCov_9fa48("271"), {
            kind: stryMutAct_9fa48("272") ? "" : (stryCov_9fa48("272"), 'rejected'),
            by,
            at,
            reason
          });
        }
      case stryMutAct_9fa48("274") ? "" : (stryCov_9fa48("274"), 'looking'):
        if (stryMutAct_9fa48("273")) {} else {
          stryCov_9fa48("273");
          return stryMutAct_9fa48("275") ? {} : (stryCov_9fa48("275"), {
            kind: stryMutAct_9fa48("276") ? "" : (stryCov_9fa48("276"), 'looked'),
            by,
            at
          });
        }
      case stryMutAct_9fa48("277") ? "" : (stryCov_9fa48("277"), 'confirm'):
      case stryMutAct_9fa48("279") ? "" : (stryCov_9fa48("279"), 'cancel'):
        if (stryMutAct_9fa48("278")) {} else {
          stryCov_9fa48("278");
          return undefined;
        }
    }
  }
}