import { testSlips } from '../commands/slips.ts';

testSlips('abcdefghijklmnopqrstuvwxyz', 800);
