import { writeFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { test as base } from 'vitest';
import type { ApprovalRule } from '../../src/domain/change/approval.ts';
import type { CastName } from '../../src/simulator/teams/playground-config.ts';
import { ARTIFACTS } from './artifacts.ts';
import { findChromium } from './chromium.ts';
import { Demo } from './demo.ts';
import { Playground } from './playground.ts';

/** Somebody at a demo, with the Playground open in front of them. */
type Seat = { readonly demo: Demo; readonly playground: Playground };

/**
 * A test that can sit people down. Starting a demo and loading the Playground take seconds, so the tests of one file
 * that are about the same person share their seat and its conversations: each changes a partner of its own.
 */
export const test = base
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const executablePath = findChromium();
    if (executablePath === undefined) throw new Error('there is no Chromium: npm run e2e says how to get one');
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('seats', { scope: 'file' }, ({}, { onCleanup }) => {
    const seats = new Map<CastName, Seat>();
    onCleanup(async () => {
      for (const { demo } of seats.values()) await demo.stop();
    });
    return seats;
  })
  .extend('sitDown', ({ browser, seats, task }, { onCleanup }) => {
    const name = `${ARTIFACTS}${task.name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`;
    const demos = new Set<Demo>();
    const windows = new Set<Playground>();
    let pictures = 0;
    const picture = async (step: string, playground: Playground): Promise<void> => {
      pictures += 1;
      await playground.picture(`${name}-${pictures}-${step}.png`);
    };
    onCleanup(async () => {
      if (task.result?.state !== 'fail') return;
      for (const playground of windows) await picture('failed', playground);
      writeFileSync(`${name}.log`, [...demos].map((demo) => demo.log).join('\n'));
    });
    return async (as: CastName, approvals: ApprovalRule = 'self') => {
      const seat = seats.get(as) ?? (await takeSeat(browser, as, approvals));
      const { demo, playground } = seat;
      seats.set(as, seat);
      demos.add(demo);
      windows.add(playground);
      return {
        demo,
        playground,
        /** The other person opens the Playground at their own address. */
        join: async (): Promise<Playground> => {
          const other = await Playground.open(browser, demo.urls[1]);
          windows.add(other);
          return other;
        },
        /** Keeps a picture of what is on the screen now. */
        picture: (step: string, window = playground) => picture(step, window),
      };
    };
  });

async function takeSeat(browser: Browser, as: CastName, approvals: ApprovalRule): Promise<Seat> {
  const demo = await Demo.start(as, approvals);
  try {
    return { demo, playground: await Playground.open(browser, demo.urls[0]) };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
