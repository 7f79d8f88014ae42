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
import type { Person } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accountRefusal, mayPass, ROLES_FOR, type Access } from '../domain/role.ts';
import type { Log, Roles } from './ports.ts';

/** Why the person may not even ask for what needs no role; undefined: they may. Throws DirectoryError. */
export async function recognise(roles: Roles, person: Person): Promise<Refusal | undefined> {
  if (stryMutAct_9fa48("118")) {
    {}
  } else {
    stryCov_9fa48("118");
    const {
      account
    } = await roles.active(person.objectId, stryMutAct_9fa48("119") ? ["Stryker was here"] : (stryCov_9fa48("119"), []), stryMutAct_9fa48("120") ? "" : (stryCov_9fa48("120"), 'any'));
    return accountRefusal(account);
  }
}

/**
 * Whether the person may do this, right now. Fails closed: what cannot be read is thrown as DirectoryError, and
 * whoever calls does nothing then.
 */
export async function authorize(roles: Roles, log: Log, person: Person, access: Exclude<Access, 'everyone'>): Promise<Refusal | undefined> {
  if (stryMutAct_9fa48("121")) {
    {}
  } else {
    stryCov_9fa48("121");
    const facts = await roles.active(person.objectId, ROLES_FOR[access], stryMutAct_9fa48("122") ? "" : (stryCov_9fa48("122"), 'any'));
    const refusal = mayPass(facts, access);
    if (stryMutAct_9fa48("125") ? refusal?.kind === 'roleMissing' : stryMutAct_9fa48("124") ? false : stryMutAct_9fa48("123") ? true : (stryCov_9fa48("123", "124", "125"), (stryMutAct_9fa48("126") ? refusal.kind : (stryCov_9fa48("126"), refusal?.kind)) !== (stryMutAct_9fa48("127") ? "" : (stryCov_9fa48("127"), 'roleMissing')))) return refusal;
    // Only for the words of the refusal: what they hold instead, and whether PIM would give them the role.
    const [held, eligible] = await Promise.allSettled(stryMutAct_9fa48("128") ? [] : (stryCov_9fa48("128"), [roles.direct(person.objectId), roles.eligible(person.objectId)]));
    if (stryMutAct_9fa48("131") ? eligible.status !== 'rejected' : stryMutAct_9fa48("130") ? false : stryMutAct_9fa48("129") ? true : (stryCov_9fa48("129", "130", "131"), eligible.status === (stryMutAct_9fa48("132") ? "" : (stryCov_9fa48("132"), 'rejected')))) log.info(stryMutAct_9fa48("134") ? "" : (stryCov_9fa48("134"), 'role.eligibility.unread'), stryMutAct_9fa48("135") ? {} : (stryCov_9fa48("135"), {
      objectId: person.objectId
    }));
    return stryMutAct_9fa48("136") ? {} : (stryCov_9fa48("136"), {
      ...refusal,
      held: (stryMutAct_9fa48("139") ? held.status !== 'fulfilled' : stryMutAct_9fa48("138") ? false : stryMutAct_9fa48("137") ? true : (stryCov_9fa48("137", "138", "139"), held.status === (stryMutAct_9fa48("140") ? "" : (stryCov_9fa48("140"), 'fulfilled')))) ? union(refusal.held, held.value) : refusal.held,
      eligible: (stryMutAct_9fa48("143") ? eligible.status !== 'fulfilled' : stryMutAct_9fa48("142") ? false : stryMutAct_9fa48("141") ? true : (stryCov_9fa48("141", "142", "143"), eligible.status === (stryMutAct_9fa48("144") ? "" : (stryCov_9fa48("144"), 'fulfilled')))) ? eligible.value : stryMutAct_9fa48("145") ? "" : (stryCov_9fa48("145"), 'unread')
    });
  }
}
type Held = Extract<Refusal, {
  kind: 'roleMissing';
}>['held'];
function union(a: Held, b: Held): Held {
  if (stryMutAct_9fa48("146")) {
    {}
  } else {
    stryCov_9fa48("146");
    const key = stryMutAct_9fa48("147") ? () => undefined : (stryCov_9fa48("147"), (() => {
      const key = (role: Held[number]): string => stryMutAct_9fa48("148") ? `` : (stryCov_9fa48("148"), `${role.roleDefinitionId} ${role.directoryScopeId}`);
      return key;
    })());
    return stryMutAct_9fa48("149") ? [] : (stryCov_9fa48("149"), [...new Map((stryMutAct_9fa48("150") ? [] : (stryCov_9fa48("150"), [...a, ...b])).map(stryMutAct_9fa48("151") ? () => undefined : (stryCov_9fa48("151"), role => stryMutAct_9fa48("152") ? [] : (stryCov_9fa48("152"), [key(role), role])))).values()]);
  }
}