/** A lab that does nothing but remember what it was asked, answer as told, and show the frames it is given. */
import type {EndpointSummary, Frame, PaneFrame, ScrollMove, Viewport} from '../../source/frames/frame.ts';
import {forPanes, type PaneName} from '../../source/frames/panes.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import type {LabPort} from '../../source/ui/port.ts';

export class FakeLab implements LabPort {
	/** `client: /list`, `client: hello`, in order. */
	readonly asked: string[] = [];
	readonly scrolled: ScrollMove[] = [];
	readonly viewports: Viewport[] = [];
	/** The answer to a line. */
	readonly replies = new Map<string, Outcome>();
	readonly #listeners = new Set<(frame: Frame) => void>();

	async execute(line: string, pane: PaneName): Promise<Outcome> {
		this.asked.push(`${pane}: /${line}`);
		return this.replies.get(line) ?? {};
	}

	async send(text: string, pane: PaneName): Promise<Outcome> {
		this.asked.push(`${pane}: ${text}`);
		return this.replies.get(text) ?? {};
	}

	viewport(viewport: Viewport): void {
		this.viewports.push(viewport);
	}

	scroll(move: ScrollMove): void {
		this.scrolled.push(move);
	}

	onFrame(listener: (frame: Frame) => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	show(shown: Frame): void {
		for (const hear of this.#listeners) {
			hear(shown);
		}
	}
}

const quiet: EndpointSummary = {
	name: 'c1',
	side: 'client',
	isListener: false,
	transport: 'tcp',
	local: '127.0.0.1:53412',
	remote: '127.0.0.1:4000',
	state: 'open',
	service: '',
	in_bytes: 0,
	out_bytes: 0,
	in_bytes_per_second: 0,
	out_bytes_per_second: 0,
	rates: [],
	queued_bytes: 0,
	held: false,
	dropped: 0,
	open: 0,
	exposed: false,
	note: '',
};

export function endpoint(differences: Partial<EndpointSummary> = {}): EndpointSummary {
	return {...quiet, ...differences};
}

export const listener = endpoint({name: 's1', side: 'server', isListener: true, local: '127.0.0.1:4000', remote: '', state: 'listening', service: 'echo', open: 1, in_bytes: 10, out_bytes: 10});
export const accepted = endpoint({name: 's1.1', side: 'server', local: '127.0.0.1:4000', remote: '127.0.0.1:53412', in_bytes: 10, out_bytes: 10});
export const client = endpoint({in_bytes: 10, out_bytes: 10});

/** A frame of an echo server and its client, with these rows in the panes. */
export function frame(rows: Partial<Record<PaneName, readonly string[]>> = {}, differences: Partial<Frame> = {}, scroll: Partial<PaneFrame> = {}): Frame {
	return {
		panes: forPanes(({name}) => ({rows: rows[name] ?? [], following: true, below: 0, notKept: 0, ...scroll})),
		endpoints: [listener, accepted, client],
		active: [],
		current: {server: 's1.1', client: 'c1'},
		kept_bytes: 20,
		rss_bytes: 41 * 1024 * 1024,
		...differences,
	};
}
