// @ts-nocheck
import fc from 'fast-check';

/** Any text at all: every UTF-16 unit, control characters and halves of characters included. */
export const anyText = (maxLength = 40): fc.Arbitrary<string> =>
  fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength }).map((units) => String.fromCharCode(...units));

/** Texts that have broken programs before. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\n\r\t',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '<at>Bridgekeeper</at>',
  "'; DROP TABLE changes; --",
  '%00%2e%2e/',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\ud800',
  '\udfff\ud800',
  '\u202eelbasid\u202c',
  'مرحبا بالعالم',
  '\u200b\u200d\ufeff',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  'ﷺ'.repeat(100),
  '((((((((((a+)+)+)+)+)+)+)+)+)+$',
  '.'.repeat(256),
  '"'.repeat(256),
  'rn'.repeat(128),
  'xn--'.repeat(64),
] as const;
