import { expect, test } from 'vitest';
import { shortAddress, wholeAddress } from '../../src/words/address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7', '203.0.…'],
  [' 203.0.113.7:443 ', '203.0.113.7:443', '203.0.…'],
  ['2001:db8:1::7', '2001:db8:1::7', '2001:db8:…'],
  ['[2001:db8::7]:443', '[2001:db8::7]:443', '2001:db8:…'],
  ['::1', '::1', '…'],
  ['${evil}', '…', '…'],
  ['10.0.0.1 of Ada', '…', '…'],
])('%s is shown as %s, and among others as %s', (address, whole, short) => {
  expect([wholeAddress(address), shortAddress(address)]).toEqual([whole, short]);
});
