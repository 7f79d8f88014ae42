import { describe, expect, test } from 'vitest';
import { UNTOLD } from '../../src/domain/drift/trace.ts';
import { isWaiting } from '../../src/domain/change/change.ts';
import type { Reply } from '../../src/domain/replies/reply.ts';
import { titlesOf } from '../support/cards.ts';
import { words } from '../../src/words/words.ts';
import { renderReply } from '../support/drawing.ts';
import { HARMLESS, noticesWith } from '../words/every-notice.ts';
import { isNode, nodes, readable, type Node } from './collect.ts';
import { LATER } from './changes.ts';
import { REPLIES } from './samples.ts';

/** What somebody who has never seen a card has to be able to say of it at once: rules for every card of a change or drift. */

type Told = Extract<Reply, { kind: 'change' | 'drift' | 'digest' | 'transient' }>;
const TOLD = Object.entries(REPLIES).flatMap(([name, reply]): readonly (readonly [string, Told])[] =>
  reply.kind === 'change' || reply.kind === 'drift' || reply.kind === 'digest' || reply.kind === 'transient'
    ? [[name, reply]]
    : [],
);
const CHANGES = TOLD.flatMap(([name, reply]) => (reply.kind === 'change' ? [[name, reply] as const] : []));

const bodyOf = (card: Node): readonly Node[] => (Array.isArray(card['body']) ? card['body'].filter(isNode) : []);
const draw = (reply: Reply) => bodyOf(renderReply(reply, LATER).card);
const seen = (reply: Reply): string => readable(draw(reply).filter(({ isVisible }) => isVisible !== false));
function drawn(name: string): Reply {
  const reply = REPLIES[name];
  if (reply === undefined) throw new Error(`no card is called ${name}`);
  return reply;
}
const headOf = (reply: Reply): Node => draw(reply)[0] ?? {};

describe.each(TOLD)('%s', (_, reply) => {
  test('parts no mark from its word, and begins no line with what parts two marks', () => {
    const last = nodes(headOf(reply))
      .filter(({ type }) => type === 'TextBlock')
      .at(-1)?.['text'];
    expect(last).toEqual(expect.any(String));
    expect(last).not.toMatch(/(?:^|· )[▲△▼✎✕✓◐◑◔○–!?] /u);
    expect(last).not.toContain(' · ');
  });

  test('says once alone that nothing was changed', () => {
    expect(seen(reply).match(/nothing was changed/gi)?.length ?? 0).toBeLessThan(2);
  });
});

/** What it is called first, and what the first row may be then. */
const CAUSES: readonly (readonly [called: RegExp, row: RegExp])[] = [
  [/▲\s(?:Opens|Opened|May have opened) the tenant/, /(?:sync|sync in the template|inbound): .* → on/],
  [/✕\sCannot be undone in full/, /Partner configuration: exists → none/],
  [/✕\s(?:Cannot be undone|Undo may be refused)/, /Deleted sync policy: .* → none/],
  [/△/, /exists → none| → (?!off|none|“)/],
  [/▼\s(?:Closes|Closed|May have closed) a door/, / → (?:off|none|by default|not set: every tenant keeps its own)/],
  [/✎/, /Policy name: /],
];

test.each(TOLD.filter(([, { kind }]) => kind === 'change' || kind === 'drift'))(
  'shows first what makes it called what it is called first: %s',
  (_, reply) => {
    const row = seen(reply)
      .split('\n')
      .find((line) => line.includes(' → '));
    const head = readable(headOf(reply));
    const places = CAUSES.map(([called, cause]) => ({ at: head.search(called), cause })).filter(({ at }) => at >= 0);
    const [first] = places.toSorted((a, b) => a.at - b.at);
    // Where only a part was done, what was not stands first.
    if (first !== undefined && row !== undefined && !row.includes(', now ')) expect(row).toMatch(first.cause);
  },
);

test.each(TOLD.flatMap(([name, reply]) => (reply.kind === 'drift' ? [[name, reply] as const] : [])))(
  'a red drift says why, and who it was: %s',
  (_, reply) => {
    if (headOf(reply)['style'] !== 'attention') return;
    expect(seen(reply)).toContain('High risk: not done through me');
    expect(seen(reply)).toMatch(/^(?:By|Last by|One of|Probably by): /m);
  },
);

test.each(
  Object.entries(REPLIES).filter(([, reply]) =>
    reply.kind === 'drift' ? reply.drift.status.state === 'open' : ['partners', 'choice'].includes(reply.kind),
  ),
)('says beside whom it warns of what it warns: %s', (_, reply) => {
  expect(seen(reply).includes('it looks like')).toBe(readable(draw(reply)).includes('⚠'));
});

test('a drift says at first sight that a partner is new, and what of it was told or missed before', () => {
  const of = (name: string): string => seen(drawn(`drift, open, ${name}`));
  expect(of('a partner added')).toContain('a partner was added, with user sync on');
  expect(of('part of it found before')).toContain('Part of it was told before, in D-00000002.');
  expect(of('while the bot was down')).toContain('I was not running for some of that time.');
});

test.each(TOLD.flatMap(([name, reply]) => (reply.kind === 'transient' ? [[name, reply] as const] : [])))(
  'what may have been open is not drawn as what was not: %s',
  (_, reply) => {
    const { openings, passages } = reply.transient;
    const mayHave = openings > 0 || passages.some((one) => one.meanwhile === UNTOLD && one.field !== 'policyName');
    expect(/[▲△?]\s(?:May have o|O)pened/u.test(readable(headOf(reply)))).toBe(mayHave);
    expect(headOf(reply)['style'] === 'emphasis').toBe(!mayHave);
  },
);

describe.each(CHANGES)('%s', (_, reply) => {
  const { change } = reply;
  const { status, proposal } = change;

  test('says who asked for it or decided it', () => {
    const by = 'by' in status ? [status.by] : [];
    const names = [proposal.requester, ...by].map(({ displayName }) => displayName);
    // What an end closes nobody decides.
    const isSaid = proposal.endOf !== null || names.some((name) => seen(reply).includes(name));
    const isTrusted = status.state !== 'stopped' || status.stop.kind !== 'notAsProposed';
    expect(isSaid || !isTrusted).toBe(true);
  });

  test('shows of what was done in part what was not', () => {
    if (proposal.plan.many !== undefined) return;
    const asked = /→ (?<asked>[^\n]*?), now (?<found>[^\n]*?)(?:, and \d+ more)?\n/.exec(seen(reply));
    if (status.state !== 'failed' || status.failure.kind !== 'partlyApplied') expect(asked).toBeNull();
    else expect(asked?.groups?.['found']).not.toBe(asked?.groups?.['asked']);
  });

  test('says in its first lines why it still has to be looked at', () => {
    const head = headOf(reply);
    const isOpenQuestion = status.state === 'applied' && head['style'] === 'warning';
    const says = /Waits for review|Something else has changed|may still be open/.test(readable(head));
    expect(says).toBe(isOpenQuestion || (readable(head).includes('may still be open') && status.state === 'failed'));
  });

  test('names whom each button restores', () => {
    const ids = titlesOf(renderReply(reply, LATER).card).flatMap(
      (title) => /^Restore partner (.*)/.exec(title)?.[1] ?? [],
    );
    for (const id of ids) expect(seen(reply)).toContain(`(${id})`);
  });

  test('has a sign of its own for what was decided already', () => {
    const isBegun = proposal.endOf !== null && status.state === 'pending' && !isWaiting(change, LATER);
    if (isBegun) expect(readable(headOf(reply))).toContain('○ Not begun yet');
    else expect(readable(headOf(reply))).not.toContain('Not begun yet');
  });
});

const NOTICES = noticesWith(HARMLESS).map((notice, nth) => [`${nth} ${notice.kind}`, notice] as const);

describe.each(NOTICES)('notice %s', (_, notice) => {
  const { card } = renderReply({ kind: 'notice', notice }, LATER);

  test('has a title that is as large as those of other cards', () => {
    const [title] = nodes(bodyOf(card)).filter(({ size }) => size !== undefined);
    expect(title?.['size']).toBe('Large');
  });

  test('calls nobody in its title whom a line below it mentions', () => {
    const [title = '', called = ''] = readable(bodyOf(card)).split('\n');
    const [name] = /(?<=<at>)[^<]+/.exec(called) ?? [];
    if (name !== undefined) expect(title).not.toContain(name);
  });

  test('offers no file again that cannot be had so', () => {
    if (!/too large|not text/.test(readable(bodyOf(card)))) return;
    expect(titlesOf(card)).not.toContain('Export partners');
  });
});

test('what may stay open is named where somebody has said why', () => {
  const kept = NOTICES.flatMap(([, notice]) => (notice.kind === 'partnerKept' ? [notice] : []));
  for (const notice of kept)
    expect(seen({ kind: 'notice', notice })).toContain('User sync; Automatic redemption, inbound. You have said why.');
  expect(kept.length).toBeGreaterThan(0);
});

test('an end that comes to the same again says so, and is no arrow from something to itself', () => {
  const end = { at: LATER + 86_400_000, doors: ['userSync'] } as const;
  const { until } = words.changes.ends;
  expect(until(end, [end.at], LATER)).toMatch(/^User sync: open until .* \(in 24 hours\), as before$/);
  expect(until(end, [end.at - 3_600_000], LATER)).toMatch(/in 23 hours\) → .*in 24 hours/);
});

const cardOf = (notice: (typeof NOTICES)[number][1]): string => seen({ kind: 'notice', notice });

test('whoever is told that their word does not count reads which word, and whether it still can be said', () => {
  for (const [, notice] of NOTICES) {
    if (notice.kind !== 'wordNotCounted') continue;
    expect(cardOf(notice)).toMatch(/^! Your (?:approval|confirmation|request) does not count/);
    expect(cardOf(notice)).toMatch(/still waits to be decided until/);
  }
});

test.each(['writingStopped', 'resumeNeedsAnother'] as const)(
  'nobody is asked to let me open again before secrets are replaced: %s',
  (kind) => {
    const about = NOTICES.flatMap(([, notice]) =>
      notice.kind === 'refused' && notice.refusal.kind === kind ? [cardOf(notice)] : [],
    );
    expect(about).not.toEqual([]);
    for (const text of about) expect(text).toMatch(/every secret and certificate[^.]*[\s\S]*resume writing/i);
  },
);

test('what an end has closed and what it has left are named', () => {
  const anew = NOTICES.flatMap(([, notice]) =>
    notice.kind === 'endCame' && notice.ending.end.came?.how === 'anew' ? [cardOf(notice)] : [],
  );
  expect(anew.join()).toContain('Closed, as far as it was open: User sync.');
  expect(anew.join()).toContain('no longer accepted: B2B collaboration, inbound.');
});

test('who decided a change, or how far it came, is told with what became of it', () => {
  const news = NOTICES.flatMap(([, notice]) =>
    notice.kind === 'news' ? [[notice.news, cardOf(notice)] as const] : [],
  );
  const told = new Map(news);
  for (const one of ['approved', 'rejected', 'ended', 'superseded'] as const)
    expect(told.get(one)).toContain('Ben Walters');
  expect(told.get('failed')).toContain('Nothing was changed.');
});

test('broken glass tells why it was broken and what came of it', () => {
  for (const [, notice] of NOTICES) {
    if (notice.kind !== 'glassBroken' && notice.kind !== 'reviewDue') continue;
    expect(cardOf(notice)).toMatch(
      /because: the migration fails tonight\. (?:It is written|I write it next|It did not)/,
    );
  }
});

test('whoever decides on a drift, or has, reads what was changed, and not its id alone', () => {
  const all = NOTICES.flatMap(([, notice]) => {
    const about = notice.kind === 'refused' ? notice.refusal : notice;
    return 'drift' in about && typeof about.drift === 'object' ? [[about.kind, cardOf(notice)] as const] : [];
  });
  expect(all.length).toBeGreaterThan(10);
  for (const [kind, text] of all) {
    expect(text, kind).toContain('fabrikam.com');
    expect(text, kind).toMatch(/(?:was|were) (?:switched|changed)|is now|Changed again since|policy name/i);
  }
  for (const [kind, text] of all) if (kind === 'driftUnheard') expect(text).toMatch(/^By: .*/m);
});
