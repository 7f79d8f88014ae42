import { testSlips } from '../commands/reading/slips.ts';

testSlips('abcdefghijklmnopqrstuvwxyz', 800);
