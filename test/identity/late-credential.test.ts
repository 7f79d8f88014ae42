import { expect, test } from 'vitest';
import { lateCredential } from '../../src/identity/late-credential.ts';

const aToken = (token: string) => ({ token, expiresOnTimestamp: 0 });

test('is made once, when the first token is wanted, and asked for each', async () => {
  let made = 0;
  const asked: unknown[] = [];
  const credential = lateCredential(() => {
    made += 1;
    return Promise.resolve({
      getToken: (...wanted) => {
        asked.push(wanted);
        return Promise.resolve(aToken(String(asked.length)));
      },
    });
  });
  expect(made).toBe(0);
  const wanted = ['https://graph.microsoft.com/.default', { enableCae: true }] as const;
  const tokens = await Promise.all([credential.getToken(...wanted), credential.getToken(...wanted)]);
  expect(tokens.map((given) => given?.token)).toEqual(['1', '2']);
  expect(asked).toEqual([wanted, wanted]);
  expect(made).toBe(1);
});

test('says what keeps it from being made to whoever wants a token', async () => {
  const credential = lateCredential(() => Promise.reject(new Error('no such file')));
  await expect(credential.getToken('https://graph.microsoft.com/.default')).rejects.toThrow('no such file');
});
