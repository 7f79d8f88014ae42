import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inPlace, isExtension, readExtension, resultOf } from '../../src/teams/extension.ts';

const QUERY = 'composeExtension/query';
const DIALOG = 'composeExtension/fetchTask';
const searched = (...parameters: readonly object[]) =>
  readExtension(QUERY, { commandId: 'searchPartners', parameters, queryOptions: { skip: 0, count: 25 } });
const explained = (body: unknown) => readExtension(DIALOG, { commandId: 'explainError', messagePayload: { body } });

describe('what Teams asks of the message extension', () => {
  test('a search: what was typed, or nothing yet', () => {
    expect(searched({ name: 'partner', value: ' fabri ' })).toEqual({ kind: 'search', text: 'fabri' });
    expect(searched({ name: 'initialRun', value: 'true' })).toEqual({ kind: 'search', text: '' });
    expect(searched({ name: 'partner', value: 7 })).toEqual({ kind: 'search', text: '' });
    expect(readExtension(QUERY, { commandId: 'searchPartners' })).toEqual({ kind: 'search', text: '' });
    expect(searched({ name: 'partner', value: 'x'.repeat(1_000) })).toEqual({ kind: 'search', text: 'x'.repeat(256) });
  });

  test('an explanation: the words of the message, without its markup', () => {
    const content = '<div><p>It says</p><p><b>ExternalTenantNotFound</b>&nbsp;again</p><at id="0">Ada</at></div>';
    const asked = explained({ contentType: 'html', content });
    expect(asked).toEqual({ kind: 'explain', text: 'It says ExternalTenantNotFound again' });
    expect(explained({ contentType: 'text', content: 'a < b' })).toEqual({ kind: 'explain', text: 'a < b' });
    expect(explained(null)).toEqual({ kind: 'explain', text: '' });
  });

  test('nothing that it knows', () => {
    expect(isExtension('composeExtension/selectItem')).toBe(false);
    expect(isExtension(null)).toBe(false);
    for (const name of [QUERY, DIALOG, 'composeExtension/submitAction', 'application/search']) {
      expect(readExtension(name, { commandId: 'moon' })).toEqual({ kind: 'unknown' });
      fc.assert(fc.property(fc.anything(), (value) => 'kind' in readExtension(name, value)));
    }
  });
});

describe('what it answers', () => {
  test('a name is never markup', () => {
    const { preview } = resultOf({}, '<b>&', 'a>b') as { preview: { content: unknown } };
    expect(preview.content).toEqual({ title: '&lt;b&gt;&amp;', text: 'a&gt;b' });
  });

  test('something in words, in the place of results or in a dialog', () => {
    expect(inPlace(QUERY, 'no')).toEqual({ composeExtension: { type: 'message', text: 'no' } });
    expect(inPlace(DIALOG, 'no')).toEqual({ task: { type: 'message', value: 'no' } });
    expect(inPlace('application/search', 'no')).toMatchObject({ value: { results: [] } });
  });
});
