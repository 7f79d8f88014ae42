import type { SimulatedTenant } from '../../src/simulator/graph.ts';
import { believableTenant, manyPartners, organizations } from '../../src/simulator/seed/seed.ts';
import type { Who } from '../../test/production/chat.ts';
import type { BotMessage } from '../../test/support/fake-teams.ts';
import type { Stage } from './stage.ts';

/** What people wait for. Both measurements are of one stage, the cold one first. */
export type Scenario = {
  readonly what: string;
  /** The most round trips in sequence for a direct administrator and a bot that is warm; null: not limited. */
  readonly limit: number | null;
  readonly tenant: () => SimulatedTenant;
  /** With a bot that has just started. */
  readonly cold: (stage: Stage, who: Who) => Promise<number>;
  /** With a bot that has done the like before. */
  readonly warm: (stage: Stage, who: Who) => Promise<number>;
};

const SHOW_LIMIT = 1;
const CARD_LIMIT = 2;
/** Of a change of one step: people and policy, the write, the reading. */
const CLICK_LIMIT = 3;
/** Of one of two steps: before the second, people are looked at again. */
const TWO_STEPS_LIMIT = 5;
const MANY = 1_000;

function line(text: string, limit: number | null, tenant = believableTenant): Scenario {
  const say = (stage: Stage, who: Who): Promise<number> => stage.roundTrips(() => stage.chat.ask(who, text));
  return { what: text, limit, tenant, cold: say, warm: say };
}

const ask = ({ chat }: Stage, who: Who, partner: string): Promise<BotMessage> =>
  chat.ask(who, `enable sync for ${partner}`);

/** From the words to the card that asks for confirmation. It is cancelled then: an open change lets no second one in. */
function card(kind: string, partner: string, limit: number | null): Scenario {
  const measured = async (stage: Stage, who: Who): Promise<number> => {
    const cards: BotMessage[] = [];
    const trips = await stage.roundTrips(async () => cards.push(await ask(stage, who, partner)));
    for (const message of cards) await stage.chat.press(who, message, 'Cancel');
    return trips;
  };
  return { what: `card: enable sync, ${kind}`, limit, tenant: believableTenant, cold: measured, warm: measured };
}

/** From the click on Confirm to the card that says it is done; first with one partner, then with another. */
function click(kind: string, limit: number, first: string, second: string): Scenario {
  const confirmed = (stage: Stage, who: Who, message: BotMessage): Promise<number> =>
    stage.roundTrips(async () => {
      await stage.chat.press(who, message, 'Confirm');
      await stage.chat.seen(message, 'Applied');
    });
  return {
    what: `click to applied, ${kind}`,
    limit,
    tenant: believableTenant,
    cold: async (stage, who) => {
      const message = await ask(stage, who, first);
      await stage.restart();
      return confirmed(stage, who, message);
    },
    warm: async (stage, who) => confirmed(stage, who, await ask(stage, who, second)),
  };
}

const { fabrikam, adventureWorksCycles, relecloud, treyResearch } = organizations;

export const SCENARIOS: readonly Scenario[] = [
  line(`show ${fabrikam.defaultDomainName}`, SHOW_LIMIT),
  line(`show ${fabrikam.displayName}`, SHOW_LIMIT),
  line(`show ${fabrikam.tenantId}`, SHOW_LIMIT),
  card('known partner by domain', fabrikam.defaultDomainName, CARD_LIMIT),
  card('known partner by name', fabrikam.displayName, CARD_LIMIT),
  card('known partner by id', fabrikam.tenantId, CARD_LIMIT),
  card('new partner', relecloud.defaultDomainName, null),
  click('known partner', CLICK_LIMIT, adventureWorksCycles.defaultDomainName, fabrikam.defaultDomainName),
  click('new partner', TWO_STEPS_LIMIT, relecloud.defaultDomainName, treyResearch.defaultDomainName),
  line('list partners', null),
  { ...line('list partners', null, () => manyPartners(MANY)), what: `list partners (${MANY} of them)` },
];
