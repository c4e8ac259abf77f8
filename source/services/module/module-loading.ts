import {limits} from '../../core/limits.ts';
import {problem, type Problem} from '../../core/problem.ts';
import type {ServiceTools} from '../service.ts';

/** Whether a module's file can be used, which is known when its own code is done, in bounded time. */
export class ModuleLoading {
	/** Resolves when the file is loaded; with a problem when it cannot be used. */
	readonly done: Promise<Problem | undefined>;
	readonly #file: string;
	readonly #resolve: (found?: Problem) => void;
	readonly #cancelTimer: () => void;

	/** `late` is called, with why, when it takes too long. */
	constructor(file: string, after: ServiceTools['after'], late: (why: string) => void) {
		const {promise, resolve} = Promise.withResolvers<Problem | undefined>();
		this.done = promise;
		this.#file = file;
		this.#resolve = resolve;
		this.#cancelTimer = after(limits.module_load_ms, () => {
			const duration = `${limits.module_load_ms / 1000} s`;
			late(
				`its own code is not done after ${duration}: it is in a loop, or waits for something that does not come (top-level await)`,
			);
		});
	}

	/** It is loaded. The first result holds. */
	loaded(): void {
		this.#end();
	}

	/** It is loaded, and is no service. */
	unfit(): void {
		this.#end(problem(
			`${this.#file} has no default export that is a function`,
			undefined,
			'export default async function (connection) {…}',
		));
	}

	failed(why: string): void {
		this.#end(problem(`${this.#file} cannot be loaded: ${why}`));
	}

	#end(found?: Problem): void {
		this.#cancelTimer();
		this.#resolve(found);
	}
}
