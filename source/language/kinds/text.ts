import type {Kind} from '../verb.ts';
import {unquoted} from './unquoted.ts';

/** Unchanged text: for the rest of a line. */
export const text: Kind<string> = {expected: 'text', parse: written => written};

/** One word, or several within quotes. */
export const word: Kind<string> = {expected: 'a word', parse: unquoted(meaning => meaning)};
