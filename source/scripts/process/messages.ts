/** What crosses between the process that runs several scripts and the process of one of them. */
import type {RunOptions} from '../run-options.ts';
import type {ScriptResult} from '../result.ts';

/** The first and only thing that a script's process is told: which script to run. */
export type ToScript = {readonly file: string; readonly options: Pick<RunOptions, 'values' | 'timeout_ms' | 'seed'>};

/** The last that it tells. */
export type FromScript = ScriptResult;
