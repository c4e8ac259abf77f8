import type {CompletionContext} from '../language/verb.ts';

/** What is known outside the words: the machine that the shell runs on. */
export type Surroundings = Pick<Required<CompletionContext>, 'listFolder' | 'busyPorts' | 'addressesInUse'>;
