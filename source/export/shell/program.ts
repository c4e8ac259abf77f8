import type {ProgramWriter} from '../program.ts';

export const shellProgram: ProgramWriter = () => '';
