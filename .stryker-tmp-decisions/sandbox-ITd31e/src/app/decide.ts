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
import { approvalFor } from '../domain/approval.ts';
import { isDue, type Change } from '../domain/change.ts';
import type { PostedMessage } from '../domain/conversation.ts';
import type { ChangeId } from '../domain/ids.ts';
import { samePerson, type Person } from '../domain/person.ts';
import type { Notice } from '../domain/reply.ts';
import type { Applier } from './apply.ts';
import { decideOther } from './decide-other.ts';
import { explainRefusal } from './explain.ts';
import { learnCard } from './learn-card.ts';
import { advance, advanceAsItStands, asStored } from './lifecycle.ts';
import type { Presenter } from './present.ts';
import type { Ports, Settings } from './ports.ts';
export const VERDICTS = ['confirm', 'cancel', 'approve', 'reject', 'looking'] as const;
export type Verdict = typeof VERDICTS[number];

/** What a click is answered with: the card as it is now, or a word to the one who clicked that leaves the card alone. */
export type ClickAnswer = {
  readonly kind: 'card';
  readonly change: Change;
} | {
  readonly kind: 'told';
  readonly notice: Notice;
};

/** A click on a change's card. */
export type Click = {
  readonly changeId: ChangeId;
  readonly verdict: Verdict;
  /** What was typed on the card to confirm; null: nothing. */
  readonly typed: string | null;
  /** Why not, as typed on the card; null: nothing. */
  readonly reason: string | null;
  readonly person: Person;
  readonly card: PostedMessage | null;
};
export type Decider = {
  readonly ports: Ports;
  readonly settings: Pick<Settings, 'approvals'>;
  readonly applier: Pick<Applier, 'apply'>;
  readonly presenter: Presenter;
  /** Change, person and verdict of the clicks whose role is being looked up: the same click again asks Graph nothing. */
  readonly checking: Set<string>;
};

/**
 * Decides a click on a change's card. Only what is in the store decides; the click brings an id and a verdict. A
 * confirmed change is applied in the background: the answer does not wait for Graph.
 * @param within is called with the promise of work in the background; resolves with it or when the time is over in
 *   which a click must be answered
 */
export async function decide(decider: Decider, click: Click, within: (work: Promise<unknown>) => Promise<void>): Promise<ClickAnswer> {
  if (stryMutAct_9fa48("280")) {
    {}
  } else {
    stryCov_9fa48("280");
    const change = await decider.ports.store.get(click.changeId);
    if (stryMutAct_9fa48("283") ? change !== undefined : stryMutAct_9fa48("282") ? false : stryMutAct_9fa48("281") ? true : (stryCov_9fa48("281", "282", "283"), change === undefined)) return told(stryMutAct_9fa48("284") ? {} : (stryCov_9fa48("284"), {
      kind: stryMutAct_9fa48("285") ? "" : (stryCov_9fa48("285"), 'changeUnknown')
    }));
    const isOwn = samePerson(click.person, change.proposal.requester);
    if (stryMutAct_9fa48("288") ? change.proposal.approval === 'secondPerson' || !isOwn : stryMutAct_9fa48("287") ? false : stryMutAct_9fa48("286") ? true : (stryCov_9fa48("286", "287", "288"), (stryMutAct_9fa48("290") ? change.proposal.approval !== 'secondPerson' : stryMutAct_9fa48("289") ? true : (stryCov_9fa48("289", "290"), change.proposal.approval === (stryMutAct_9fa48("291") ? "" : (stryCov_9fa48("291"), 'secondPerson')))) && (stryMutAct_9fa48("292") ? isOwn : (stryCov_9fa48("292"), !isOwn)))) return decideOther(decider, change, click, within);
    // Before anything is shown: a change's id is no secret, and its card tells of a partner.
    if (stryMutAct_9fa48("295") ? false : stryMutAct_9fa48("294") ? true : stryMutAct_9fa48("293") ? isOwn : (stryCov_9fa48("293", "294", "295"), !isOwn)) {
      if (stryMutAct_9fa48("296")) {
        {}
      } else {
        stryCov_9fa48("296");
        decider.ports.log.info(stryMutAct_9fa48("298") ? "" : (stryCov_9fa48("298"), 'click.refused'), stryMutAct_9fa48("299") ? {} : (stryCov_9fa48("299"), {
          changeId: click.changeId,
          objectId: click.person.objectId
        }));
        return told(stryMutAct_9fa48("300") ? {} : (stryCov_9fa48("300"), {
          kind: stryMutAct_9fa48("301") ? "" : (stryCov_9fa48("301"), 'notRequester'),
          requester: change.proposal.requester
        }));
      }
    }
    return decideOwn(decider, change, click, within);
  }
}

/** A click of whoever asked. */
async function decideOwn({
  ports,
  settings,
  applier,
  presenter
}: Decider, change: Change, click: Click, within: (work: Promise<unknown>) => Promise<void>): Promise<ClickAnswer> {
  if (stryMutAct_9fa48("302")) {
    {}
  } else {
    stryCov_9fa48("302");
    const {
      clock,
      background
    } = ports;
    const {
      id,
      approval,
      challenge,
      plan
    } = change.proposal;
    await learnCard(ports, change, click.card);
    const now = clock.now();
    if (stryMutAct_9fa48("305") ? change.status.state === 'pending' : stryMutAct_9fa48("304") ? false : stryMutAct_9fa48("303") ? true : (stryCov_9fa48("303", "304", "305"), change.status.state !== (stryMutAct_9fa48("306") ? "" : (stryCov_9fa48("306"), 'pending')))) return stryMutAct_9fa48("307") ? {} : (stryCov_9fa48("307"), {
      kind: stryMutAct_9fa48("308") ? "" : (stryCov_9fa48("308"), 'card'),
      change
    });
    if (stryMutAct_9fa48("310") ? false : stryMutAct_9fa48("309") ? true : (stryCov_9fa48("309", "310"), isDue(change, now))) {
      if (stryMutAct_9fa48("311")) {
        {}
      } else {
        stryCov_9fa48("311");
        await advance(ports, change, stryMutAct_9fa48("312") ? {} : (stryCov_9fa48("312"), {
          kind: stryMutAct_9fa48("313") ? "" : (stryCov_9fa48("313"), 'expired'),
          at: now
        }));
        return redrawn(ports, presenter, change);
      }
    }
    if (stryMutAct_9fa48("316") ? click.verdict !== 'cancel' : stryMutAct_9fa48("315") ? false : stryMutAct_9fa48("314") ? true : (stryCov_9fa48("314", "315", "316"), click.verdict === (stryMutAct_9fa48("317") ? "" : (stryCov_9fa48("317"), 'cancel')))) {
      if (stryMutAct_9fa48("318")) {
        {}
      } else {
        stryCov_9fa48("318");
        await advanceAsItStands(ports, change, stryMutAct_9fa48("319") ? () => undefined : (stryCov_9fa48("319"), () => stryMutAct_9fa48("320") ? {} : (stryCov_9fa48("320"), {
          kind: stryMutAct_9fa48("321") ? "" : (stryCov_9fa48("321"), 'rejected'),
          by: click.person,
          at: now,
          reason: null
        })));
        return redrawn(ports, presenter, change);
      }
    }
    if (stryMutAct_9fa48("324") ? approval !== 'secondPerson' : stryMutAct_9fa48("323") ? false : stryMutAct_9fa48("322") ? true : (stryCov_9fa48("322", "323", "324"), approval === (stryMutAct_9fa48("325") ? "" : (stryCov_9fa48("325"), 'secondPerson')))) return told(stryMutAct_9fa48("326") ? {} : (stryCov_9fa48("326"), {
      kind: stryMutAct_9fa48("327") ? "" : (stryCov_9fa48("327"), 'ownChange'),
      change
    }));
    if (stryMutAct_9fa48("330") ? click.verdict === 'confirm' : stryMutAct_9fa48("329") ? false : stryMutAct_9fa48("328") ? true : (stryCov_9fa48("328", "329", "330"), click.verdict !== (stryMutAct_9fa48("331") ? "" : (stryCov_9fa48("331"), 'confirm')))) return stryMutAct_9fa48("332") ? {} : (stryCov_9fa48("332"), {
      kind: stryMutAct_9fa48("333") ? "" : (stryCov_9fa48("333"), 'card'),
      change
    });
    // The rule may have been made stricter since the card was drawn.
    const isStricter = stryMutAct_9fa48("336") ? approval === 'self' || approvalFor(settings.approvals, plan) !== 'self' : stryMutAct_9fa48("335") ? false : stryMutAct_9fa48("334") ? true : (stryCov_9fa48("334", "335", "336"), (stryMutAct_9fa48("338") ? approval !== 'self' : stryMutAct_9fa48("337") ? true : (stryCov_9fa48("337", "338"), approval === (stryMutAct_9fa48("339") ? "" : (stryCov_9fa48("339"), 'self')))) && (stryMutAct_9fa48("341") ? approvalFor(settings.approvals, plan) === 'self' : stryMutAct_9fa48("340") ? true : (stryCov_9fa48("340", "341"), approvalFor(settings.approvals, plan) !== (stryMutAct_9fa48("342") ? "" : (stryCov_9fa48("342"), 'self')))));
    if (stryMutAct_9fa48("344") ? false : stryMutAct_9fa48("343") ? true : (stryCov_9fa48("343", "344"), isStricter)) return told(stryMutAct_9fa48("345") ? {} : (stryCov_9fa48("345"), {
      kind: stryMutAct_9fa48("346") ? "" : (stryCov_9fa48("346"), 'ruleStricter'),
      change
    }));
    if (stryMutAct_9fa48("349") ? challenge !== null || click.typed?.trim().toLowerCase() !== challenge : stryMutAct_9fa48("348") ? false : stryMutAct_9fa48("347") ? true : (stryCov_9fa48("347", "348", "349"), (stryMutAct_9fa48("351") ? challenge === null : stryMutAct_9fa48("350") ? true : (stryCov_9fa48("350", "351"), challenge !== null)) && (stryMutAct_9fa48("353") ? click.typed?.trim().toLowerCase() === challenge : stryMutAct_9fa48("352") ? true : (stryCov_9fa48("352", "353"), (stryMutAct_9fa48("356") ? click.typed.trim().toLowerCase() : stryMutAct_9fa48("355") ? click.typed.toLowerCase() : stryMutAct_9fa48("354") ? click.typed?.trim().toUpperCase() : (stryCov_9fa48("354", "355", "356"), click.typed?.trim().toLowerCase())) !== challenge)))) return told(stryMutAct_9fa48("357") ? {} : (stryCov_9fa48("357"), {
      kind: stryMutAct_9fa48("358") ? "" : (stryCov_9fa48("358"), 'challengeFailed')
    }));
    const claimed = await advance(ports, change, stryMutAct_9fa48("359") ? {} : (stryCov_9fa48("359"), {
      kind: stryMutAct_9fa48("360") ? "" : (stryCov_9fa48("360"), 'claimed'),
      by: click.person,
      at: now
    }));
    if (stryMutAct_9fa48("363") ? claimed === undefined : stryMutAct_9fa48("362") ? false : stryMutAct_9fa48("361") ? true : (stryCov_9fa48("361", "362", "363"), claimed !== undefined)) {
      if (stryMutAct_9fa48("364")) {
        {}
      } else {
        stryCov_9fa48("364");
        const work = applier.apply(claimed).then(async () => {
          if (stryMutAct_9fa48("365")) {
            {}
          } else {
            stryCov_9fa48("365");
            await presenter.draw(id);
          }
        });
        background.start(stryMutAct_9fa48("367") ? "" : (stryCov_9fa48("367"), 'apply'), stryMutAct_9fa48("368") ? () => undefined : (stryCov_9fa48("368"), () => work));
        await within(work);
      }
    }
    // Whatever the store does from here on, Graph may have been written: what is known is said.
    return stryMutAct_9fa48("369") ? {} : (stryCov_9fa48("369"), {
      kind: stryMutAct_9fa48("370") ? "" : (stryCov_9fa48("370"), 'card'),
      change: await asStored(ports, stryMutAct_9fa48("371") ? claimed && change : (stryCov_9fa48("371"), claimed ?? change))
    });
  }
}
const told = stryMutAct_9fa48("372") ? () => undefined : (stryCov_9fa48("372"), (() => {
  const told = (refusal: Parameters<typeof explainRefusal>[0]): ClickAnswer => stryMutAct_9fa48("373") ? {} : (stryCov_9fa48("373"), {
    kind: stryMutAct_9fa48("374") ? "" : (stryCov_9fa48("374"), 'told'),
    notice: explainRefusal(refusal)
  });
  return told;
})());
async function redrawn(ports: Ports, presenter: Presenter, change: Change): Promise<ClickAnswer> {
  if (stryMutAct_9fa48("375")) {
    {}
  } else {
    stryCov_9fa48("375");
    ports.background.start(stryMutAct_9fa48("377") ? "" : (stryCov_9fa48("377"), 'draw'), async () => {
      if (stryMutAct_9fa48("378")) {
        {}
      } else {
        stryCov_9fa48("378");
        await presenter.draw(change.proposal.id);
      }
    });
    return stryMutAct_9fa48("379") ? {} : (stryCov_9fa48("379"), {
      kind: stryMutAct_9fa48("380") ? "" : (stryCov_9fa48("380"), 'card'),
      change: await asStored(ports, change)
    });
  }
}