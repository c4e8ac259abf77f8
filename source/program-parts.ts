/** The parts of the program that run in a thread or a process of their own, and the program itself. */
import type {Part} from './core/parts.ts';

const parts: Readonly<Record<Part | 'program', () => Promise<unknown>>> = {
	program: async () => import('./program.ts'),
	lab: async () => import('./thread/worker.ts'),
	recorder: async () => import('./recorder/worker.ts'),
	script: async () => import('./scripts/process/worker.ts'),
	module: async () => import('./services/module/child/main.ts'),
	keeper: async () => import('./sockets/backlog/keeper-main.ts'),
};

/** Starts one in this thread; resolves once it is there. */
export async function startPart(part: Part | 'program'): Promise<void> {
	await parts[part]();
}
