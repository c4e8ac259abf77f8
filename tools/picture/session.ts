/** The session of the picture: what is typed, and what the screen shows before anything else is typed. */

export type Step = {
	/** Typed into the prompt, a character a frame, and followed by Enter; nothing is typed when it is left out. */
	readonly line?: string;
	/** A key that is pressed before the line. */
	readonly key?: string;
	/** All of these match the screen when the step is over. */
	readonly shows: readonly RegExp[];
	/** How long the picture stays at what the step led to. */
	readonly for_ms: number;
};

/** An echo, a reader that does not read, a link that loses datagrams. `port` is the UDP port that is used. */
export function sessionOn(port: number): readonly Step[] {
	return [
		{shows: [/accept\(\) = s1\.1/v, /c1 connect\S* = 0/v], for_ms: 1000},
		{
			line: 'Xin chào',
			shows: [/Xin chào␊.*Xin chào␊/sv, /SERVER.*in 10 B.*CLIENT.*in 10 B/v, /20 B kept/v],
			for_ms: 1500,
		},
		{line: '/s1.1 hold', shows: [/recv is not called until resume/v], for_ms: 700},
		{line: '/send zeros:8MiB', shows: [/CLIENT.* MiB queued/v, / MiB kept/v], for_ms: 800},
		{key: 'Up', line: '', shows: [/CLIENT.* 1\d(?:\.\d)? MiB queued/v], for_ms: 1000},
		{line: '/s1.1 resume', shows: [/c1 drained/v, /CLIENT.*in 16 MiB/v, /32 MiB kept/v], for_ms: 1000},
		{line: `/listen udp:${port} echo`, shows: [/s2 +bind\(.*\) = 0/v], for_ms: 400},
		{line: `/connect udp:${port}`, shows: [/c2 connect\(/v, /CLIENT {2}c2/v], for_ms: 400},
		{line: '/link loss=50% seed=7', shows: [/c2 link/v], for_ms: 600},
		{line: 'one', shows: [/one␊/v], for_ms: 800},
		{line: 'two', shows: [/two␊/v], for_ms: 800},
		{line: '/save talk.py', shows: [/saved \d+ calls as a program/v], for_ms: 2200},
	];
}
