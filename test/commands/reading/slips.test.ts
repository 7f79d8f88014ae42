import { testSlips } from './slips.ts';

// Of the letters those that make another word most easily; `test/long/slips.test.ts` has all.
testSlips('ads', 90);
