import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/list.ts';
import { parse } from '../../src/commands/reading/parse.ts';
import type { LeftOut } from '../../src/commands/reading/spoken.ts';
import { spokenIn } from '../../src/teams/spoken/spoken.ts';
import { anActivity, BOT } from './an-activity.ts';
import { anyText, HOSTILE_TEXTS } from '../support/texts.ts';

const NAME = 'Bridgekeeper';

type Parts = Readonly<Record<string, unknown>>;

const mention = (text: string | null, id = BOT, name: string | null = NAME): Parts => ({
  type: 'mention',
  mentioned: { id, ...(name !== null && { name }) },
  ...(text !== null && { text }),
});
const html = (content: string): Parts => ({ attachments: [{ contentType: 'text/html', content }] });

function spoken(text: string, more: Parts = {}) {
  return spokenIn(anActivity({ recipient: { id: BOT, name: NAME }, textFormat: 'plain', text, ...more }));
}

const AT = `<at>${NAME}</at>`;
const own = { entities: [mention(AT)] };
const ann = mention('<at>Ann Admin</at>', '29:ann', 'Ann Admin');
const QUOTED = '<quoted messageId="1782848598379"/>';
const REPLY =
  '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" itemid="8:x">Ann</strong><span itemprop="time" itemid="1"></span><p itemprop="preview">disable sync for contoso.com</p></blockquote>';

const SHOW = 'show fabrikam.com';
const ENABLE = 'enable sync for fabrikam.com because ticket 12';

describe('the words of a message are the same, whatever Teams, people and the clipboard put around them', () => {
  test.each<[string, string, Parts?, (readonly LeftOut[])?]>([
    // As they are.
    [SHOW, SHOW, {}, []],
    [`  show \u00a0 fabrikam.com\n`, SHOW, {}, []],
    ['show\r\n\tfabrikam.com', SHOW],
    ['show\u3000fabrikam.com', SHOW],
    ['show\u202ffabrikam.com\u2009', SHOW],
    ['', '', {}, []],
    // This bot's mention.
    [`${AT} ${SHOW}`, SHOW, own, ['mention']],
    [`${AT}${SHOW}`, SHOW, own],
    [`${AT}&nbsp;${SHOW}`, SHOW, own],
    [`${AT}\u00a0${SHOW} ${AT}`, SHOW, own],
    [`show ${AT} fabrikam.com`, SHOW, own],
    [`${AT}, ${SHOW}`, SHOW, own],
    [`${AT}: ${SHOW}`, SHOW, own],
    [`${AT} – ${SHOW}`, SHOW, own],
    [`<at id="0">${NAME}</at> ${SHOW}`, SHOW, own],
    [`<at id='0' class=x>${NAME}</at> ${SHOW}`, SHOW, own],
    [`<AT>${NAME}</AT> ${SHOW}`, SHOW, own],
    [`<at>bridgekeeper</at> ${SHOW}`, SHOW, own],
    [`${AT} ${SHOW}`, SHOW, { entities: [] }],
    [`${AT} ${SHOW}`, SHOW, { entities: [mention(null)] }],
    [`${AT} ${SHOW}`, SHOW, { entities: [mention('')] }],
    [`${AT} ${SHOW}`, SHOW, { recipient: { id: BOT }, entities: [mention(null)] }],
    [`<at>Keeper (Test)</at> ${SHOW}`, SHOW, { entities: [mention('<at>Keeper (Test)</at>')] }],
    [`<at>Keeper &amp; Co</at> ${SHOW}`, SHOW, { entities: [mention(null, BOT, 'Keeper & Co')] }],
    [SHOW, SHOW, { entities: [{}, null, 7, { type: 'mention' }, { type: 'clientInfo' }] }],
    [`@${NAME} ${SHOW}`, SHOW, {}, ['mention']],
    [`@${NAME}: ${SHOW}`, SHOW],
    [`@bridgekeeper ${SHOW}`, SHOW],
    [`${NAME} ${SHOW}`, SHOW],
    [`${NAME}, ${SHOW}`, SHOW],
    [`${SHOW} @${NAME}`, SHOW],
    [NAME, ''],
    [`${AT} ${NAME} ${SHOW}`, SHOW, own],
    [`${AT} \u200e${SHOW}`, SHOW, own],
    // Mentions of others are what they are called.
    ['<at>Ann Admin</at> show x', 'Ann Admin show x', { entities: [ann] }, []],
    [
      `${AT} ${ENABLE} for <at>Ann Admin</at>`,
      `${ENABLE} for Ann Admin`,
      { entities: [mention(AT), ann] },
      ['mention'],
    ],
    [`${ENABLE} of <at id="1">Ann</at> <at id="2">Admin</at>`, `${ENABLE} of Ann Admin`],
    // Quotes.
    [`${QUOTED} ${SHOW}`, SHOW, {}, ['quote']],
    [`${QUOTED}\n${AT} ${ENABLE}\n`, ENABLE, own, ['mention', 'quote']],
    [`<quoted messageId="a"/>\n<quoted messageId="b"/>\n${SHOW}`, SHOW],
    [`${AT} ${QUOTED} ${SHOW}`, SHOW, own],
    [`<quoted messageId='a' /> ${SHOW}`, SHOW],
    [`<quoted messageId="a">disable sync for contoso.com</quoted> ${SHOW}`, SHOW],
    [SHOW, SHOW, html(`${REPLY}<p>${SHOW}</p>`)],
    [`${REPLY}${SHOW}`, SHOW, { textFormat: 'xml' }, ['quote']],
    [`&gt; disable sync for contoso.com\n${SHOW}`, SHOW, {}, ['quote']],
    [`> ${SHOW}`, '', {}, ['quote']],
    [QUOTED, '', {}, ['quote']],
    // Formatting.
    [`<p>${SHOW}</p>`, SHOW, { textFormat: 'xml' }, ['formatting']],
    [`<div><div>show&nbsp;<b>fabrikam.com</b></div>\n</div>`, SHOW, { textFormat: 'html' }],
    [`<p>${AT}&nbsp;show</p><p>fabrikam.com</p>`, SHOW, { ...own, textFormat: 'html' }],
    ['show<br/>fabrikam.com', SHOW, { textFormat: 'xml' }],
    ['show <a href="https://evil.example" title="x">fabrikam.com</a>', SHOW, { textFormat: 'html' }],
    [`<span style="font-size:14px">${SHOW}</span>`, SHOW],
    [`<unheard-of>${SHOW}</unheard-of>`, SHOW, { textFormat: 'xml' }],
    [`<!-- a comment -->${SHOW}`, SHOW, { textFormat: 'html' }],
    [`**${SHOW}**`, SHOW, { textFormat: 'markdown' }, ['formatting']],
    [`\`${SHOW}\``, SHOW],
    [`\`\`\`\n${SHOW}\n\`\`\``, SHOW],
    ['show **fabrikam.com**', SHOW],
    ['show *fabrikam.com*', SHOW],
    ['_show_ fabrikam.com', SHOW],
    [`- ${SHOW}`, SHOW],
    [`• ${SHOW}`, SHOW],
    [`“${SHOW}”`, SHOW],
    [`«${SHOW}».`, SHOW],
    [`「${SHOW}」`, SHOW],
    [`"${SHOW}"`, SHOW],
    [`(${SHOW})`, SHOW],
    ['show “Wide World”', 'show “Wide World”', {}, []],
    ['show A &amp; B &lt;x&gt;', 'show A & B <x>', {}, []],
    ['show O&apos;Brien &#39;&quot;', "show O'Brien '\""],
    ['&amp;lt;', '&lt;'],
    ['show <partner>', 'show <partner>', {}, []],
    ['enable sync for x because 1 < 2', 'enable sync for x because 1 < 2', {}, []],
    // Characters that nobody sees.
    ['show \u200bfabri\u200dkam.com\ufeff', SHOW, {}, ['invisible']],
    ['show \u2068fabrikam.com\u2069', SHOW],
    ['\u200fshow\u200e fabrikam.com\u202c', SHOW],
    ['show fab\u00adrikam.com', SHOW],
  ])('%j', (text, line, more = {}, leftOut) => {
    const said = spoken(text, more);
    expect(said).toMatchObject({ kind: 'line', text: line });
    if (leftOut !== undefined) expect(said).toEqual({ kind: 'line', text: line, leftOut });
  });

  test('what no command can be as long as is not looked into', () => {
    const text = `**${'x'.repeat(32_000)}**`;
    expect(spoken(text)).toEqual({ kind: 'line', text, leftOut: [] });
  });

  test('the longest sensible text and the worst are read in an instant', () => {
    for (const part of [
      '<at>',
      '<',
      '*a ',
      '_a',
      '"',
      '&',
      `@${NAME} `,
      '<blockquote>',
      '> \n',
      '\u200b',
      ...HOSTILE_TEXTS,
    ]) {
      const text = part.repeat(Math.ceil(28_000 / Math.max(1, part.length)));
      const before = performance.now();
      spoken(text, { entities: Array.from({ length: 50 }, (_, n) => mention(`<at>${'b'.repeat(n)}</at>`)) });
      expect(performance.now() - before, JSON.stringify(part)).toBeLessThan(10_000);
    }
  });
});

describe('a tag that begins within another', () => {
  const QUOTE = REPLY.trim();

  test.each<[string, Parts]>([
    [`><show fabrikam.com${QUOTE}`, {}],
    [`> <b ${QUOTE}`, {}],
    [`> </x ${QUOTE}`, { textFormat: 'html' }],
    [`> <b title=${QUOTE}`, { textFormat: 'xml' }],
  ])('%j: what somebody said before is not said now', (text, more) => {
    const said = spoken(text, more);
    expect(said.kind === 'line' ? said.text : '').not.toContain('disable sync');
  });

  test('what stands in the quotes of an attribute begins none', () => {
    const forward = `<blockquote title="a <b" itemtype="http://schema.skype.com/Forward"><p>${SHOW}</p></blockquote>`;
    expect(spoken('x', html(forward))).toEqual({ kind: 'forwarded' });
  });
});

describe('what was forwarded is nobody’s word', () => {
  const FORWARD =
    '<blockquote itemscope itemtype="http://schema.skype.com/Forward" itemid="1"><p>stop notifying here</p></blockquote>';

  test.each<[string, string, Parts]>([
    ['as Teams sends it', `${AT} stop notifying here`, { ...own, ...html(`<p><span>${NAME}</span></p>${FORWARD}`) }],
    ['with a comment', `${SHOW}\r\n\r\nstop notifying here`, html(`<p>${SHOW}</p>${FORWARD}`)],
    ['in other quotes and letters', 'stop notifying here', html(FORWARD.replaceAll('"', "'").replace('Forward', 'forward'))],
    ['in the text itself', FORWARD, { textFormat: 'html' }],
    ['with a charset', 'x', { attachments: [{ contentType: 'Text/HTML; charset=utf-8', content: FORWARD }] }],
    ['however long', 'x', html(`${'<b>'.repeat(30_000)}${FORWARD}`)],
    ['as a reference', 'x', { attachments: [{}, null, { contentType: 'forwardedMessageReference', content: '{}' }] }],
  ])('%s', (_, text, more) => {
    expect(spoken(text, more)).toEqual({ kind: 'forwarded' });
  }); // prettier-ignore

  test('what only speaks of it is not', () => {
    const text = 'explain itemtype="http://schema.skype.com/Forward"';
    expect(spoken(text, html(`<p>${text.replaceAll('"', '&quot;')}</p>`))).toMatchObject({ kind: 'line', text });
  });
});

/** What surrounds words without being words. */
const around = fc.oneof(
  fc.constantFrom('', ' ', '\n', '\u00a0', '\u200b', '\u2066', '\u2069', '\u200f', '&nbsp;', `${AT} `, ` ${AT}`, '**'),
  fc.constantFrom(`${QUOTED}\n`, REPLY, '<p>', '</p>', '<br>', '<b>', '</b>', '“', '”', '"', '`', ', ', ': ', '- '),
  fc.constantFrom('> something\n', '<at>', '</at>', '<', '>', '&', 'no ', 'do not ', '<at>Ann</at> ', '.', '!', '…'),
  anyText(6),
);
const LINES = [SHOW, 'help', 'disable sync for contoso.com', ENABLE, 'stop notifying here', 'undo C-7K3M9QX2'] as const;

test('whatever is put around a command, it is that command or nothing happens', () => {
  const meaning = (line: string): unknown => {
    const parsed = parse(line, COMMANDS);
    // A word alone, such as “no”, decides nothing.
    if (parsed.kind === 'request' && parsed.request.kind === 'decide') return null;
    return parsed.kind === 'request' ? { command: parsed.command.name, access: parsed.command.access } : null;
  };
  fc.assert(
    fc.property(
      fc.array(around, { maxLength: 4 }),
      fc.constantFrom(...LINES),
      fc.array(around, { maxLength: 4 }),
      fc.constantFrom('plain', 'markdown', 'xml', 'html', undefined),
      (before, line, after, textFormat) => {
        const said = spoken([...before, line, ...after].join(''), { ...own, textFormat });
        const meant = said.kind === 'line' ? meaning(said.text) : null;
        expect([null, meaning(line)]).toContainEqual(meant);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('no message makes the reader throw, and a line is one line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.jsonValue(), { maxLength: 4 }),
      fc.array(fc.jsonValue(), { maxLength: 4 }),
      (text, entities, attachments) => {
        const said = spoken(text, { entities, attachments });
        if (said.kind === 'line') expect(said.text).toBe(said.text.trim().replace(/\s/gu, ' '));
      },
    ),
    { numRuns: 40 },
  );
});
