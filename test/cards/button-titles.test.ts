import { expect, test } from 'vitest';
import { words } from '../../src/words/words.ts';
import { renderReply } from '../support/drawing.ts';
import { HARMLESS, noticesWith } from '../words/every-notice.ts';
import { LATER } from './changes.ts';
import { isNode, nodes, type Node } from './collect.ts';
import { REPLIES } from './samples.ts';

/** What every button is called: whoever adds one, or calls one otherwise, writes it down here. */

/** Known from elsewhere, to the letter: what decides, and what is asked of one thing that the card is about. */
const BY_NAME = `
  Accept, Approve, Ask again, Cancel, Close, Confirm, End now, Keep, Reject, Renew, Revert, Review,
  Show, Stop, Try again, Undo, I am looking at it
`;

/** All others: a verb, and to what it is done. */
const VERB_AND_OBJECT = `
  Activate in PIM, Add partner, Ask for it, Ask owner, Ask with this end, Ask without end, Break the glass, Change sync, Check partners,
  Choose 1, Choose it, Close review, Freeze the default, too; Compare file, Continue change, Create sync policy,
  Delete sync policy, Disable group sync, Disable inbound redemption, Disable outbound redemption, Disable redemption,
  Disable sync, Disable template sync, Distrust all compliant devices, Distrust all hybrid devices,
  Distrust compliant devices, Distrust hybrid devices, Enable group sync, Enable inbound redemption,
  Enable outbound redemption, Enable redemption, Enable sync, Enable template sync, End change, Explain error,
  Export partners, Find tenant, Freeze partners, Freeze the rest, Help approvals, Help deleted, Help drift, Help many, Help notices,
  Help owners, Help partners, Help records, Help template, Help trust, List deleted settings, List drift, List ends,
  List changes, List partners, List recertification, List subscriptions, List webhook, Open app registrations, Open form,
  Open in Entra, Own partner, Post changes here, Post digest here, Purge sync policy, Remove partner, Rename sync policy,
  Reset template, Restore all partners, Restore partner, Restore sync policy, Resume writing, Retry webhook, Send approvals here, Show # more, Show all drift,
  Show all partners, Show change, Show defaults, Show deleted settings, Show details, Show evidence, Show help,
  Show history, Show me the change, Show my roles, Show next page, Show next steps, Show overview, Show partner, Show previous page,
  Show reach, Show template, Stop digest here, Stop posting here, Stop trusting MFA, Stop trusting all MFA,
  Thaw partners, Thaw the rest, Trust MFA, Trust all MFA, Trust all compliant devices, Trust all hybrid devices,
  Trust compliant devices, Trust hybrid devices
`;

const KINDS = Object.values(words.lists.access.buttons);

const listed = (table: string): readonly string[] =>
  table
    .replaceAll(', too;', ' too,')
    .split(',')
    .map((title) => title.trim().replace(/ too$/, ', too'));
const TABLE = [...listed(BY_NAME), ...listed(VERB_AND_OBJECT)].sort();

const { offers, reasons, lists, help, links, beside, changes, common } = words;
const { confirm, cancel, approve, reject, looking } = changes.buttons;
const SAID = [
  ...Object.values(offers.titles),
  ...Object.values(offers.commands),
  ...Object.values(reasons).map(({ button }) => button),
  ...Object.values(help.topics).map(({ button }) => button),
  ...Object.values(links),
  ...[
    confirm,
    cancel,
    approve,
    reject,
    looking,
    beside.form.button,
    beside.form.open,
    common.unfold,
    common.nextSteps,
    help.back,
  ],
  ...[lists.choice.yes, lists.choice.choose(1), 'Show # more'],
];

test('each button has its title in the table, and each title its button', () => {
  expect([...new Set(SAID)].sort()).toEqual(TABLE);
});

test('what no rule of its own names is a verb with its object', () => {
  const verbs = new Set(listed(VERB_AND_OBJECT).map((title) => title.split(' ')[0]));
  expect(listed(VERB_AND_OBJECT).filter((title) => !title.includes(' '))).toEqual([]);
  // Each begins with a verb, none with what it is done to.
  expect([...verbs].sort().join(' ')).toBe(
    'Activate Add Ask Break Change Check Choose Close Compare Continue Create Delete Disable Distrust Enable End ' +
      'Explain Export Find Freeze Help List Open Own Post Purge Remove Rename Reset Restore Resume Retry Send Show Stop Thaw Trust',
  );
});

const ALL = [
  ...Object.values(REPLIES),
  ...noticesWith(HARMLESS).map((notice) => ({ kind: 'notice', notice }) as const),
];

test('no card has a button of another title', () => {
  const titles = ALL.flatMap((reply) =>
    nodes(renderReply(reply, LATER).card).flatMap(({ type, title }) =>
      String(type).startsWith('Action.') && typeof title === 'string' ? [title] : [],
    ),
  );
  expect(titles.length).toBeGreaterThan(500);
  const plain = titles.map((title) =>
    title
      .replace(/ ([CD]-\w{8}|[0-9a-f]{8}|[0-9a-f]{12}|[a-z0-9.-]+\.com)$/, '')
      .replace(/^Show [\d,]+ more [a-z]+$/, 'Show # more')
      .replace(/^Choose \d+$/, 'Choose 1')
      .replace(/^Explain error \d$/, 'Explain error'),
  );
  expect([...new Set(plain)].filter((title) => ![...TABLE, ...KINDS].includes(title))).toEqual([]);
});

/** Each set of buttons: those of a card, and those within it. */
function rowsIn(card: Node): readonly (readonly string[])[] {
  const rows = [card, ...nodes(card).filter(({ type }) => type === 'ActionSet')];
  return rows.map(({ actions }) =>
    (Array.isArray(actions) ? actions.filter(isNode) : []).map(({ title }) => String(title)),
  );
}

test('beside others that show something, none shows without saying what', () => {
  const bare = ALL.flatMap((reply) =>
    rowsIn(renderReply(reply, LATER).card).filter(
      (row) => row.includes('Show') && row.some((title) => title.startsWith('Show ')),
    ),
  );
  expect(bare).toEqual([]);
});

test('what fits into one row of buttons is in one', () => {
  const split = ALL.flatMap((reply) => {
    const { card } = renderReply(reply, LATER);
    return [card, ...nodes(card)].flatMap(({ body, items }) => {
      const inside = [body, items].flatMap((list) => (Array.isArray(list) ? list.filter(isNode) : []));
      return inside.slice(1).flatMap((one, nth) => {
        const pair = [inside[nth] ?? {}, one];
        // What unfolds stands right below what is unfolded.
        const isFold = nodes(pair).some(({ type }) => type === 'Action.ToggleVisibility');
        if (isFold || pair.some(({ type, isVisible }) => type !== 'ActionSet' || isVisible === false)) return [];
        const titles = rowsIn({ items: pair }).flat();
        // The topics of help stand in columns.
        const isColumn = titles.every((title) => title.startsWith('Help '));
        return isColumn || titles.length > MOST_IN_A_ROW ? [] : [titles];
      });
    });
  });
  expect(split).toEqual([]);
});

/** As Teams has it. */
const MOST_IN_A_ROW = 6;
