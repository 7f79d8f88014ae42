// @ts-nocheck
import type { Who } from '../../test/production/chat.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { Stage } from './stage.ts';

type Measured = { readonly cold: number; readonly warm: number };

/** Graph's round trips in sequence, for somebody who holds the role directly and for somebody who does through a group. */
export type RoundTrips = {
  readonly what: string;
  readonly limit: number | null;
  readonly direct: Measured;
  readonly throughGroup: Measured;
  readonly isBroken: boolean;
};

export async function measureRoundTrips(): Promise<readonly RoundTrips[]> {
  const rows: RoundTrips[] = [];
  for (const scenario of SCENARIOS) {
    const { what, limit } = scenario;
    const direct = await play(scenario, 'ada');
    const throughGroup = await play(scenario, 'ben');
    rows.push({ what, limit, direct, throughGroup, isBroken: limit !== null && direct.warm > limit });
  }
  return rows;
}

async function play(scenario: Scenario, who: Who): Promise<Measured> {
  const stage = await Stage.set(scenario.tenant());
  try {
    return { cold: await scenario.cold(stage, who), warm: await scenario.warm(stage, who) };
  } finally {
    await stage.clear();
  }
}
