import type {ServiceListener} from '../service.ts';
import {OutputLimiter} from './output-limiter.ts';

/** What a module prints and notes, as lines of its listener; kept until that is open, as `OutputLimiter` lets them. */
export class ModuleOutput {
	readonly #limiter = new OutputLimiter();
	readonly #early: string[] = [];
	#listener: ServiceListener | undefined;

	/** Lines from before the listener was open. */
	get early(): readonly string[] {
		return this.#early;
	}

	/** The listener is open. */
	opened(listener: ServiceListener): void {
		this.#listener = listener;
		for (const line of this.#early) {
			listener.note(line);
		}
	}

	/** A line of standard output or standard error. */
	printed(stream: string, line: string): void {
		this.#limiter.tell(line, text => {
			const said = `${stream}: ${text}`;
			if (this.#listener === undefined) {
				this.#early.push(said);
			} else {
				this.#listener.note(said);
			}
		});
	}

	/** A note or an error of the module, about the listener or a connection. */
	tell(text: string, say: (text: string) => void): void {
		this.#limiter.tell(text, say);
	}

	/** A period of `limits.module_ping_ms` ends: tells what was left out in it. */
	tick(): void {
		const leftOut = this.#limiter.next();
		if (leftOut !== undefined) {
			this.#listener?.note(leftOut);
		}
	}
}
