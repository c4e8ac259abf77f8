/** The main script of the executable, for the program, its threads and its processes. */
import {begin} from '../../source/begin.ts';

void begin();
