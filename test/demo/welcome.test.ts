import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { KEYS } from '../../src/demo/keys.ts';
import type { Options } from '../../src/demo/options.ts';
import { welcome } from '../../src/demo/welcome.ts';

const OPTIONS: Options = { you: 'admin', port: null, approvals: 'self', approvers: 1, faults: [], replicas: 1 };
const seat = (who: 'admin' | 'group', port: number) => ({
  who,
  url: `http://localhost:${port}`,
  close: () => Promise.resolve(),
});
const says = (options: Partial<Options> = {}, first = 56150): string =>
  welcome(
    { seats: [seat('admin', first), seat('group', first + 1)], folder: join(process.cwd(), 'data', 'demo-2') },
    { ...OPTIONS, ...options },
  );

describe('the demo says when it is up', () => {
  test('where each of the two sits, and who they are', () => {
    expect(says()).toMatch(/^ {2}Open {3}http:\/\/localhost:56150 {3}to be Ada Osei: Security Administrator\.$/m);
    expect(says()).toMatch(/^ {2}Open {3}http:\/\/localhost:56151 {3}to be Ben Haddad: .*Security Operations\.$/m);
  });

  test('that its ports are others than usual, unless somebody asked for them', () => {
    expect(says()).not.toContain('taken');
    expect(says({}, 56152)).toContain('Port 56150 or the next one is taken, perhaps by another demo');
    expect(says({ port: 8000 }, 8000)).not.toContain('taken');
  });

  test('how to see an approval by two', () => {
    expect(says()).toContain('npm run demo -- --approvals second-person');
    const second = says({ approvals: 'second-person' });
    expect(second).toContain('another administrator approves each change (--approvals second-person)');
    expect(second).toContain('Ask as Ada in the group chat “Sync reviewers”, and approve there as Ben.');
    expect(says({ approvals: 'risk', approvers: 2 })).toContain(
      '2 other administrators approve what opens the tenant (--approvals risk)',
    );
  });

  test('what each key does', () => {
    for (const { name, does } of KEYS)
      expect(says()).toMatch(new RegExp(`^ {2}${name} +${does.replaceAll('.', '\\.')}$`, 'm'));
  });

  test('where its log is, and what goes wrong', () => {
    expect(says()).toContain(join('data', 'demo-2', 'bridgekeeper.log'));
    expect(says({ faults: ['teams-504'] })).toContain('Teams answers each message with 504');
  });
});
