import {decoders} from './decoders.ts';
import {escaping} from './escaping.ts';
import {executor} from './executor.ts';
import type {Fuzzer} from './fuzzer.ts';
import {importers} from './importers.ts';
import {keys} from './keys.ts';
import {language} from './language.ts';
import {plays} from './plays.ts';
import {recording} from './recording.ts';
import {runs} from './runs.ts';
import {scripts} from './scripts.ts';
import {reports} from './reports.ts';

/** What can be fuzzed, each by its name. */
export const fuzzers: readonly Fuzzer[] = [language, executor, decoders, importers, recording, escaping, reports, keys, plays, scripts, runs];
