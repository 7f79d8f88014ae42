import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_TELEMETRY, type Move, type Telemetry, type Work } from '../../src/app/ports.ts';
import { Story } from '../support/story.ts';

let counted: string[];
let spans: Work[];
let moves: Move[];
let story: Story;

/** What whoever watches the bot is told. */
const telemetry: Telemetry = {
  ...NO_TELEMETRY,
  count: (name, attributes) => void counted.push([name, ...Object.values(attributes)].join(' ')),
  span: (work, run) => {
    spans.push(work);
    return NO_TELEMETRY.span(work, run);
  },
  moved: (move) => void moves.push(move),
};

beforeEach(async () => {
  counted = [];
  spans = [];
  moves = [];
  story = await Story.begin({ telemetry });
});
afterEach(() => story.end());

const refusals = () => counted.filter((line) => line.startsWith('bridgekeeper.refusals'));

test('each refusal is counted once: of a line, of a line for a change, of a click, and of a typed decision', async () => {
  await story.ask('eli', 'list partners');
  expect(refusals()).toEqual(['bridgekeeper.refusals roleMissing']);
  await story.ask('dana', 'enable sync for fabrikam.com');
  expect(refusals()).toHaveLength(2);
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  expect(refusals()).toHaveLength(2);
  await story.press('ben', card, 'Confirm');
  expect(refusals()).toHaveLength(3);
  const [id = ''] = /C-[0-9A-Z]{8}/.exec(story.words(card)) ?? [];
  await story.ask('ben', `confirm ${id}`);
  expect(refusals()).toHaveLength(4);
  expect(refusals().at(-1)).toBe('bridgekeeper.refusals notRequester');
});

test('somebody of another organisation is counted once, whatever they ask', async () => {
  const from = { id: '29:x', aadObjectId: '11111111-2222-4333-8444-555555555555' };
  const channelData = { tenant: { id: '99999999-2222-4333-8444-555555555555' } };
  for (const [number, line] of ['help', 'enable sync for fabrikam.com'].entries()) {
    await story.ask('eli', line, { from, channelData });
    expect(refusals()).toHaveLength(number + 1);
  }
  expect(new Set(refusals())).toEqual(new Set(['bridgekeeper.refusals foreignSender']));
});

test('each step of a change is told once, its end as the end, and what is said later as no end', async () => {
  await story.change('ada', 'enable sync for fabrikam.com');
  expect(moves.map(({ step, isEnd }) => [step, isEnd])).toEqual([
    ['proposed', false],
    ['claimed', false],
    ['writeStarted', false],
    ['stepDone', false],
    ['applied', true],
  ]);
  expect(counted.filter((line) => line.startsWith('bridgekeeper.changes.ended'))).toEqual([
    'bridgekeeper.changes.ended applied',
  ]);
  const [{ change } = { change: '' }] = moves;
  expect(spans).toContainEqual(expect.objectContaining({ name: 'apply', of: { change } }));
  // Entra's audit log has it by then.
  await story.until(() => moves.some(({ step }) => step === 'matched'), 'evidence');
  expect(moves.filter(({ isEnd }) => isEnd)).toHaveLength(1);
});

test('what takes the place of a change ends it, for whoever watches, too', async () => {
  await story.ask('ada', 'rename sync policy for contoso.com to "Other"');
  await story.ask('ada', 'disable sync for contoso.com because they are breached');
  expect(moves.map(({ step, isEnd }) => [step, isEnd])).toEqual([
    ['proposed', false],
    ['superseded', true],
    ['proposed', false],
  ]);
});

test('a look is a trace, of whoever asked for it where somebody did', async () => {
  await story.watch();
  expect(spans.filter(({ name }) => name === 'look')).toEqual([{ name: 'look', of: 'own' }]);
  await story.ask('dana', 'check now');
  expect(spans.filter(({ name }) => name === 'look')).toHaveLength(2);
});

test('what settles a change stands in the change’s own trace', async () => {
  const card = await story.ask('ada', 'enable sync for fabrikam.com');
  const policy = /identitySynchronization$/;
  story.graph.fail({ kind: 'reset-after', method: 'PATCH', times: 1 });
  // The check before the write reads once; every reading after it fails.
  story.graph.fail({ kind: 'slow', delayMs: 0, method: 'GET', path: policy, times: 1 });
  const mend = story.graph.fail({ kind: 'status', status: 500, method: 'GET', path: policy });
  await story.press('ada', card, 'Confirm');
  await story.seen(card, 'not know');
  mend();
  await story.later(1);
  await story.seen(card, 'Applied');
  const [{ change } = { change: '' }] = moves;
  expect(spans).toContainEqual({ name: 'settle', of: { change } });
});
