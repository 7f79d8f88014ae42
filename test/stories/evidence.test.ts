import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PERMISSIONS } from '../../src/graph/permissions.ts';
import { lived } from '../support/lived.ts';
import { APP_ID, organizations, SERVICE_PRINCIPAL_ID, Story } from '../support/story.ts';
import type { BotMessage } from '../support/fake-teams.ts';

const { contoso } = organizations;
const LOG_IS_LATE_MS = 5 * 60_000;
const FOUND = 'has a record of every step';

let story: Story;
beforeEach(async () => {
  story = await Story.begin({ auditDelayMs: LOG_IS_LATE_MS });
});
afterEach(() => story.end());

/** @param other an id on the card that is not meant */
const idOn = (card: BotMessage, other?: string): string => {
  const id = story
    .words(card)
    .match(/C-[0-9A-Z]{8}/g)
    ?.find((one) => one !== other);
  if (id === undefined) throw new Error(`no change id on: ${story.words(card)}`);
  return id;
};
const evidence = async (id: string): Promise<string> => story.words(await story.ask('dana', `evidence ${id}`));
const asked = () => story.graph.requests.filter(({ path }) => path.includes('directoryAudits'));
const matches = () => story.log.filter((line) => line['event'] === 'evidence.matched');
/** The id of each change's record. */
const recordOf = () => new Map(matches().map((line) => [String(line['changeId']), String(line['auditId'])]));
const records = () => story.graph.tenant.auditRecords;

describe('a change that was applied', () => {
  test('is matched with its audit record when Entra tells of it, with nobody asking', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    await story.later(2);
    await story.until(() => asked().length > 0);
    expect(matches()).toEqual([]);
    await story.later(4);
    await story.until(() => matches().length > 0);
    expect(matches()).toMatchObject([{ changeId: id, step: 0, auditId: records()[0]?.id }]);
    const [record] = records();
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    const words = await evidence(id);
    expect(words).toContain(record?.id);
    expect(words).toMatch(/Entra’s record\s+the app Bridgekeeper/);
    expect(words).toContain('Ada');
    const write = story.graph.requests.find(({ method }) => method === 'PATCH');
    expect(words).toContain(write?.headers['client-request-id']);
  });

  test('is matched where the log names the bot by its service principal only', async () => {
    await story.end();
    story = await Story.begin({ auditDelayMs: LOG_IS_LATE_MS, granted: Object.keys(PERMISSIONS) });
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    const [record] = records();
    Object.assign(record?.initiatedBy.app ?? {}, { appId: null, servicePrincipalId: SERVICE_PRINCIPAL_ID });
    story.passUnnoticed(6);
    expect(await evidence(id)).toContain(FOUND);
  });

  test('is matched when somebody asks, and the match is in its journal', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    expect(await evidence(id)).toMatch(/has not told of all of it yet[^]*none yet/);
    story.passUnnoticed(6);
    const words = await evidence(id);
    expect(words).toContain(FOUND);
    expect(words).toContain(records()[0]?.id);
    expect(story.words(await story.ask('dana', `show change ${id}`))).toContain(
      `Entra’s audit log has it: ${String(records()[0]?.id)}`,
    );
  });

  test('redraws no card for it, and tells no channel', async () => {
    const card = await story.change('ada', 'disable sync for contoso.com');
    const [drawn, posted] = [card.cards.length, story.teams.messages.length];
    await story.later(6);
    await story.until(() => matches().length > 0);
    await story.later(1);
    expect(card.cards).toHaveLength(drawn);
    expect(story.teams.messages).toHaveLength(posted);
  });

  test('of several steps has a record for each', async () => {
    const id = idOn(await story.change('ada', 'remove partner contoso.com'));
    story.passUnnoticed(6);
    const words = await evidence(id);
    expect(words).toContain(FOUND);
    expect(words).toMatch(/Step 1: [^]*Step 2: /);
    expect(records()).toHaveLength(2);
    for (const { id: auditId } of records()) expect(words).toContain(auditId);
  });

  test('of the template has one too, although that names no partner', async () => {
    for (const line of ['disable sync in template', 'reset template']) {
      const id = idOn(await story.change('ada', line));
      story.passUnnoticed(6);
      expect(await evidence(id)).toContain(FOUND);
    }
    expect(new Set(matches().map((line) => line['auditId']))).toEqual(new Set(records().map(({ id }) => id)));
  });

  /** A change, and its undo a minute later. */
  async function changedAndUndone() {
    const card = await story.change('ada', 'disable sync for contoso.com');
    const first = idOn(card);
    story.passUnnoticed(1);
    const undo = await story.pressForCard('ada', card, 'Undo');
    await story.press('ada', undo, 'Confirm');
    await story.seen(undo, 'Applied');
    return { first, undo };
  }

  test('and its undo a moment later do not take each other’s record', async () => {
    const { first, undo } = await changedAndUndone();
    story.passUnnoticed(7);
    const [ofFirst, ofUndo] = records();
    // Asked for in the order in which a mistake would show.
    await evidence(idOn(undo, first));
    await evidence(first);
    expect([recordOf().get(first), recordOf().get(idOn(undo, first))]).toEqual([ofFirst?.id, ofUndo?.id]);
    expect(await evidence(first)).toMatch(/Also in Entra’s audit log at that time/);
  });

  test('does not take the record of its neighbour while its own has not come', async () => {
    const { first, undo } = await changedAndUndone();
    const [ofFirst, ofUndo] = records();
    story.passUnnoticed(4);
    // Only the first one's record can be seen yet, and the undo is near enough to it.
    expect(await evidence(idOn(undo, first))).toContain('none yet');
    story.passUnnoticed(3);
    expect(await evidence(idOn(undo, first))).toContain(ofUndo?.id);
    expect([recordOf().get(first), recordOf().get(idOn(undo, first))]).toEqual([ofFirst?.id, ofUndo?.id]);
  });
});

describe('what could not be matched', () => {
  test('is said to be so after a day, and is not looked for any more', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    records().length = 0;
    // The log is read on, but no further back than a day.
    const done = Date.now() + 30 * 60_000;
    const lookedFor = () =>
      asked().filter(({ query }) => Date.parse(/ge (\S+)/.exec(query['$filter'] ?? '')?.[1] ?? '') <= done);
    story.passUnnoticed(25 * 60);
    const before = lookedFor().length;
    for (let tries = 0; tries < 5; tries += 1) {
      await story.later(1);
      await lived(5);
    }
    expect(lookedFor()).toHaveLength(before);
    expect(await evidence(id)).toMatch(/has not told of all of it within a day[^]*none was found/);
  });

  test('somebody else’s record is never taken for the bot’s, and is shown beside it', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    records().length = 0;
    story.elsewhere('eli', contoso.tenantId, (partner) => {
      if (partner.identitySynchronization) partner.identitySynchronization.userSyncInbound = { isSyncAllowed: true };
    });
    story.passUnnoticed(6);
    const words = await evidence(id);
    expect(words).toMatch(/none yet[^]*Also in Entra’s audit log at that time[^]*Eli Novak/);
    expect(matches()).toEqual([]);
  });

  test('the bot’s record about another partner is not taken', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    records().length = 0;
    await story.change('ada', 'enable sync for fabrikam.com');
    story.passUnnoticed(6);
    expect(await evidence(id)).toContain('none yet');
    expect(records()[0]?.initiatedBy.app).toMatchObject({ appId: APP_ID });
  });

  test('restores have no name in Entra’s log', async () => {
    const deleted = await story.change('ada', 'delete sync policy for contoso.com');
    expect(story.words(deleted)).toContain('Applied');
    const id = idOn(await story.change('ada', 'restore sync policy for contoso.com'));
    expect(await evidence(id)).toContain('Microsoft names no audit activity for');
  });

  test('nothing was written, so there is nothing to match', async () => {
    const card = await story.ask('ada', 'enable sync for fabrikam.com');
    await story.press('ada', card, 'Cancel');
    expect(await evidence(idOn(card))).toContain('Nothing was written');
    expect(asked()).toEqual([]);
  });

  test('where the log may not be read, the permission is named', async () => {
    story.graph.tenant.appPermissions.delete('AuditLog.Read.All');
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    const words = await evidence(id);
    expect(words).toContain('AuditLog.Read.All');
    expect(words).toContain('could not read Entra’s audit log');
  });
});

describe('who may see it', () => {
  test('whoever may read', async () => {
    const id = idOn(await story.change('ada', 'disable sync for contoso.com'));
    expect(story.words(await story.ask('eli', `evidence ${id}`))).not.toContain(contoso.tenantId);
    expect(asked()).toEqual([]);
    expect(await evidence(id)).toContain(contoso.tenantId);
  });

  test('of a change that there is', async () => {
    expect(await evidence('C-ZZZZZZZZ')).toContain('no change of that id');
  });
});
