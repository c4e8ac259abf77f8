import {readNumber} from './numbers.ts';

const portNumber = {name: 'port number', min: 1, max: 65_535};

/** The port that a service of this transport has (services(5)); undefined where none has the name. */
export type PortOf = (service: string) => number | undefined;

/** The ports that the words stand for, in their order: numbers, services, ranges. Or what is wrong with one. */
export function readPorts(words: readonly string[], portOf: PortOf): number[] | string {
	const ports: number[] = [];
	for (const word of words) {
		const found = readRange(word, portOf);
		if (typeof found === 'string') {
			return found;
		}

		ports.push(...found);
	}

	return ports;
}

/** One of `20`, `http`, `20-25`; a range may be written either way round. */
function readRange(word: string, portOf: PortOf): number[] | string {
	const dash = /^\d/v.test(word) ? word.indexOf('-') : -1;
	if (dash === -1) {
		const port = portOf(word) ?? readNumber(word, portNumber);
		return typeof port === 'string' ? port : [port];
	}

	const ends: number[] = [];
	for (const end of [word.slice(0, dash), word.slice(dash + 1)]) {
		const port = readNumber(end, portNumber);
		if (typeof port === 'string') {
			return port;
		}

		ends.push(port);
	}

	const [low, high] = [Math.min(...ends), Math.max(...ends)];
	return Array.from({length: high - low + 1}, (_, index) => low + index);
}

/** The same ports in any order. `random` gives 0 up to, not including, 1. */
export function shuffled(ports: readonly number[], random: () => number): number[] {
	const mixed = [...ports];
	for (let left = mixed.length; left > 1; left--) {
		mixed.push(...mixed.splice(Math.floor(random() * left), 1));
	}

	return mixed;
}
