import path from 'node:path';
import type {ReplayStep} from '../formats/read/steps.ts';
import {Journal, type JournalSettings} from './journal.ts';
import {RecordedEndpoints} from './recorded-endpoints.ts';

/**
What a recording tells: a journal and endpoints of its own beside those of the live session, so that the two never mix.
It can be looked at; nothing is sent in it.
*/
export class RecordedSession {
	/** The file, as it was named. */
	readonly path: string;
	readonly journal: Journal;
	readonly registry: RecordedEndpoints;

	constructor(file: string, settings: JournalSettings) {
		this.path = file;
		this.journal = new Journal(settings);
		this.registry = new RecordedEndpoints(this.journal);
	}

	/** The file without its folder. */
	get name(): string {
		return path.basename(this.path);
	}

	/** Something that happened, at the time it did. */
	take(step: ReplayStep): void {
		if (step.kind === 'pair') {
			this.registry.pair(...step.sources);
			this.journal.pair(...step.sources);
		} else if (step.kind === 'event') {
			this.registry.learn(step.source, step.fact);
			const {time} = this.journal.record(step.source, step.fact, step.bytes, step.time);
			this.journal.began_us = Math.min(this.journal.began_us, time);
		}
	}
}
