import type {Lab} from '../lab/lab.ts';
import {verb} from '../language/verb.ts';
import type {Outcome} from './outcome.ts';

/** Gives a verb of the lab its types. */
export const defineVerb = verb<Lab, Outcome>();
