import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { cardPromises } from './store-cards.ts';
import { changePromises } from './store-changes.ts';
import { deliveryPromises } from './store-deliveries.ts';
import { digestPromises } from './store-digests.ts';
import { durabilityPromises } from './store-durability.ts';
import { journalPromises } from './store-journal.ts';
import { subscriptionPromises } from './store-subscriptions.ts';
import { recertificationPromises } from './store-recertifications.ts';
import { endPromises } from './store-ends.ts';
import { evidencePromises } from './store-evidence.ts';
import { watchPromises } from './store-watch.ts';
import type { DurableMemory, Memory } from './store-memory.ts';

/** Every promise of the port `Store` that can be seen within one run of the program. */
export function storeContract(name: string, begin: () => Memory): void {
  describe(`${name}, within one run`, () => {
    let memory: Memory;
    let store: Store;
    beforeEach(async () => {
      memory = begin();
      store = await memory.start('run-1');
    });
    afterEach(() => memory.remove());

    describe('changes', () => {
      changePromises(() => store);
    });
    describe('cards', () => {
      cardPromises(() => store);
    });
    describe('subscriptions', () => {
      subscriptionPromises(() => store);
    });
    describe('what the watcher knows', () => {
      watchPromises(() => store);
      digestPromises(() => store);
    });
    describe('ends', () => {
      endPromises(() => store);
    });
    describe('recertifications', () => {
      recertificationPromises(() => store);
    });
    describe('evidence', () => {
      evidencePromises(() => store);
    });
    describe('deliveries', () => {
      deliveryPromises(() => store);
    });

    test('a store that can be used says so, again and again', async () => {
      await expect(store.check()).resolves.toBeUndefined();
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}

/** All of that, and what a later run of the program finds. */
export function durableStoreContract(name: string, begin: () => DurableMemory): void {
  storeContract(name, begin);
  describe(`${name}, from run to run`, () => {
    let memory: DurableMemory;
    beforeEach(() => {
      memory = begin();
    });
    afterEach(() => memory.remove());
    durabilityPromises(() => memory);
    describe('the journal', () => {
      journalPromises(() => memory);
    });
  });
}
