import {FrameMaker} from '../frames/frame-maker.ts';
import type {Lab} from '../lab/lab.ts';

/** A session and the frames that are made of it. */
export class ShownSession {
	readonly lab: Lab;
	readonly frames: FrameMaker;

	/** `changed` is called whenever a frame would show something else. */
	constructor(lab: Lab, changed: () => void) {
		this.lab = lab;
		this.frames = new FrameMaker(lab);
		lab.journal.subscribe(changed);
		lab.watch(changed);
	}

	/** Closes every endpoint; resolves when what is recorded has been written. */
	async close(): Promise<void> {
		this.lab.closeAll();
		await this.lab.recordings.end();
	}
}
