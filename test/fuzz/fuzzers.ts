import {decoders} from './decoders.ts';
import {escaping} from './escaping.ts';
import {executor} from './executor.ts';
import type {Fuzzer} from './fuzzer.ts';
import {keys} from './keys.ts';
import {language} from './language.ts';

/** What can be fuzzed, each by its name. */
export const fuzzers: readonly Fuzzer[] = [language, executor, decoders, escaping, keys];
