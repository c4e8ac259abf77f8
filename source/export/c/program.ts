import type {ProgramWriter} from '../program.ts';

export const cProgram: ProgramWriter = () => '';
