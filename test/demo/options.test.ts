import { describe, expect, test } from 'vitest';
import { readOptions } from '../../src/demo/options.ts';
import { FAULT_NAMES, faultOf } from '../../src/simulator/faults/faults.ts';

const NOTHING = { you: 'admin', port: null, approvals: 'self', approvers: 1, faults: [], replicas: 1 };

test.each<[string, object]>([
  ['', {}],
  ['--as reader --port 0', { you: 'reader', port: 0 }],
  ['--approvals second-person --approvers 2', { approvals: 'second-person', approvers: 2 }],
  ['--replicas 3', { replicas: 3 }],
  ['--fault teams-504', { faults: ['teams-504'] }],
  ['--fault teams-504 --fault pages-loop', { faults: ['teams-504', 'pages-loop'] }],
])('npm run demo -- %s', (line, more) => {
  const args = line.split(' ').filter((word) => word !== '');
  expect(readOptions(args)).toEqual({ kind: 'start', options: { ...NOTHING, ...more } });
});

describe('what can go wrong', () => {
  const says = (...args: readonly string[]) => {
    const asked = readOptions(args);
    if (asked.kind !== 'say') throw new Error('it starts');
    return asked;
  };
  const lines = FAULT_NAMES.map((name) => new RegExp(`^  ${name} +${faultOf(name).does.replaceAll('.', '\\.')}$`, 'm'));

  test('is listed, one line each, to whoever asks with --fault and no name', () => {
    const { text, isWrong } = says('--as', 'reader', '--fault');
    expect(isWrong).toBe(false);
    for (const line of lines) expect(text).toMatch(line);
  });

  test('is listed to whoever names what there is not', () => {
    const { text, isWrong } = says('--fault', 'teams-504', '--fault', 'toString');
    expect(isWrong).toBe(true);
    expect(text).toMatch(/^There is no fault toString\.$/m);
    for (const line of lines) expect(text).toMatch(line);
  });

  test('is said in one line each, that fits', () => {
    for (const name of FAULT_NAMES) expect(faultOf(name).does).toMatch(/^[^\n]{1,110}\.$/);
  });

  test.each([
    ['There is no moon in the demo.', ['--as', 'moon']],
    ['70000 is no port', ['--port', '70000']],
    ['65535 is no port that has another one after it.', ['--port', '65535']],
    ['There is no rule moon.', ['--approvals', 'moon']],
    ['0 is not how many others can approve.', ['--approvers', '0']],
    ['Unknown option', ['--moon']],
    ['argument missing', ['--as']],
  ])('%s', (problem, args) => {
    const { text, isWrong } = says(...args);
    expect(isWrong).toBe(true);
    expect(text).toContain(problem);
    expect(text).toContain('Usage: npm run demo -- ');
  });
});
