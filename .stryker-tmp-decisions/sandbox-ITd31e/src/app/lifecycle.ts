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
import { next, type Change, type ChangeEvent } from '../domain/change.ts';
import { audience } from './audience.ts';
import type { Ports } from './ports.ts';

/** The change as it is stored now; as it was last known where the store cannot be read. */
export async function asStored({
  store,
  log
}: Pick<Ports, 'store' | 'log'>, known: Change): Promise<Change> {
  if (stryMutAct_9fa48("381")) {
    {}
  } else {
    stryCov_9fa48("381");
    const {
      id
    } = known.proposal;
    try {
      if (stryMutAct_9fa48("382")) {
        {}
      } else {
        stryCov_9fa48("382");
        return stryMutAct_9fa48("383") ? (await store.get(id)) && known : (stryCov_9fa48("383"), (await store.get(id)) ?? known);
      }
    } catch (error) {
      if (stryMutAct_9fa48("384")) {
        {}
      } else {
        stryCov_9fa48("384");
        log.error(stryMutAct_9fa48("386") ? "" : (stryCov_9fa48("386"), 'change.unread'), error, stryMutAct_9fa48("387") ? {} : (stryCov_9fa48("387"), {
          changeId: id
        }));
        return known;
      }
    }
  }
}

/**
 * Moves a change on: state, journal and who is to be told of it together, by compare-and-swap.
 * @returns the change as it is now stored; undefined when the event does not fit or somebody else was faster
 */
export async function advance({
  store,
  log
}: Pick<Ports, 'store' | 'log'>, change: Change, event: ChangeEvent, requestIds: readonly string[] = stryMutAct_9fa48("388") ? ["Stryker was here"] : (stryCov_9fa48("388"), [])): Promise<Change | undefined> {
  if (stryMutAct_9fa48("389")) {
    {}
  } else {
    stryCov_9fa48("389");
    const moved = next(change, event);
    if (stryMutAct_9fa48("392") ? moved !== undefined : stryMutAct_9fa48("391") ? false : stryMutAct_9fa48("390") ? true : (stryCov_9fa48("390", "391", "392"), moved === undefined)) return undefined;
    const tell = await audience(store, moved, event);
    const saved = await store.advance(moved, stryMutAct_9fa48("393") ? {} : (stryCov_9fa48("393"), {
      changeId: change.proposal.id,
      event,
      requestIds
    }), tell);
    if (stryMutAct_9fa48("396") ? false : stryMutAct_9fa48("395") ? true : stryMutAct_9fa48("394") ? saved : (stryCov_9fa48("394", "395", "396"), !saved)) return undefined;
    log.info(stryMutAct_9fa48("398") ? "" : (stryCov_9fa48("398"), 'change.moved'), stryMutAct_9fa48("399") ? {} : (stryCov_9fa48("399"), {
      changeId: change.proposal.id,
      tenantId: change.proposal.partner.tenantId,
      transition: event.kind,
      state: moved.status.state,
      revision: moved.revision,
      requestIds
    }));
    return moved;
  }
}

/**
 * As `advance`, for what a person wants of a change whose card they saw a while ago: where it has moved on meanwhile, it
 * is looked at again whether that still fits. Somebody who looks at a change must not make another one's decision vanish.
 * @param wanted undefined: nothing of a change that stands like that
 */
export async function advanceAsItStands(ports: Pick<Ports, 'store' | 'log'>, known: Change, wanted: (change: Change) => ChangeEvent | undefined): Promise<Change | undefined> {
  if (stryMutAct_9fa48("400")) {
    {}
  } else {
    stryCov_9fa48("400");
    const event = wanted(known);
    const moved = stryMutAct_9fa48("403") ? event || (await advance(ports, known, event)) : stryMutAct_9fa48("402") ? false : stryMutAct_9fa48("401") ? true : (stryCov_9fa48("401", "402", "403"), event && (await advance(ports, known, event)));
    const now = stryMutAct_9fa48("404") ? moved && (await ports.store.get(known.proposal.id)) : (stryCov_9fa48("404"), moved ?? (await ports.store.get(known.proposal.id)));
    const hasMovedOn = stryMutAct_9fa48("407") ? moved === undefined && now !== undefined || now.revision !== known.revision : stryMutAct_9fa48("406") ? false : stryMutAct_9fa48("405") ? true : (stryCov_9fa48("405", "406", "407"), (stryMutAct_9fa48("409") ? moved === undefined || now !== undefined : stryMutAct_9fa48("408") ? true : (stryCov_9fa48("408", "409"), (stryMutAct_9fa48("411") ? moved !== undefined : stryMutAct_9fa48("410") ? true : (stryCov_9fa48("410", "411"), moved === undefined)) && (stryMutAct_9fa48("413") ? now === undefined : stryMutAct_9fa48("412") ? true : (stryCov_9fa48("412", "413"), now !== undefined)))) && (stryMutAct_9fa48("415") ? now.revision === known.revision : stryMutAct_9fa48("414") ? true : (stryCov_9fa48("414", "415"), now.revision !== known.revision)));
    return hasMovedOn ? advanceAsItStands(ports, now, wanted) : moved;
  }
}