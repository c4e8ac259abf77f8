/** What a command line of netcat asks for, checked as nc checks it and with its words. */
import {type PortOf, readPorts} from './ports.ts';
import {type Mistake, readWords} from './read-words.ts';
import {readNumber} from './numbers.ts';
import type {NcSettings} from './settings.ts';
import {strerror} from './strerror.ts';

/** Where to. */
export type NcPlan = {readonly settings: NcSettings} & (
	| {readonly kind: 'help'}
	| {readonly kind: 'unix'; readonly path: string}
	/** `host`: left out, every interface. */
	| {readonly kind: 'listen'; readonly host?: string; readonly port: number}
	| {readonly kind: 'connect'; readonly host: string; readonly ports: readonly number[]; readonly sourcePort: number}
);

/** The port of a service, as `NcWorld` knows it. */
type ServicePort = (service: string, transport: 'tcp' | 'udp') => number | undefined;

/** The plan of these words, or what is wrong with them. */
export function readPlan(argv: readonly string[], portOf: ServicePort): NcPlan | Mistake {
	const words = readWords(argv);
	if ('mistake' in words) {
		return words;
	}

	const {settings, rest} = words;
	const transport = settings.isDatagram ? 'udp' : 'tcp';
	return settings.wantsHelp
		? {kind: 'help', settings}
		: readPlaces(settings, rest, service => portOf(service, transport));
}

const onlyUsage: Mistake = {mistake: '', showsUsage: true};

function readPlaces(settings: NcSettings, rest: readonly string[], portOf: PortOf): NcPlan | Mistake {
	const {listens = false, isUnix = false} = settings;
	if (rest.length === 0 && !listens) {
		return onlyUsage;
	}

	const places = listens ? listeningPlaces(settings, rest) : rest;
	if (places === undefined) {
		return onlyUsage;
	}

	const mistake = isUnix ? unixMistake(places) : portMistake(places);
	if (mistake !== undefined) {
		return {mistake};
	}

	return combinationMistake(settings) ?? readEnds(settings, places, portOf);
}

/** Host and port of a listener; they stand behind -s and -p, or alone. Undefined where they stand in both ways. */
function listeningPlaces(settings: NcSettings, rest: readonly string[]): readonly string[] | undefined {
	const {source, sourcePort, isUnix = false} = settings;
	if (source !== undefined || sourcePort !== undefined) {
		return rest.length > 0 ? undefined : [source ?? '', ...(sourcePort === undefined ? [] : [sourcePort])];
	}

	if (rest.length > 2) {
		return undefined;
	}

	return rest.length === 1 && !isUnix ? ['', ...rest] : rest;
}

function unixMistake(places: readonly string[]): string | undefined {
	if (places.length === 0) {
		return 'missing socket pathname';
	}

	return places.length > 1 ? 'cannot use port with -U' : undefined;
}

function portMistake(places: readonly string[]): string | undefined {
	return places.length < 2 ? 'missing port number' : undefined;
}

function combinationMistake({listens, scans, keepsOpen, isUnix, isDatagram, ttl}: NcSettings): Mistake | undefined {
	if (listens && scans) {
		return {mistake: 'cannot use -z and -l'};
	}

	if (keepsOpen && !listens) {
		return {mistake: 'must use -l with -k'};
	}

	if (isUnix && isDatagram) {
		return {mistake: '-u with -U is not supported: Node has no Unix datagram sockets; socat UNIX-SENDTO does it'};
	}

	return ttl !== undefined && !isDatagram
		? {mistake: '-M is not supported: Node sets the TTL of UDP sockets alone (-u)'}
		: undefined;
}

function readEnds(settings: NcSettings, places: readonly string[], portOf: PortOf): NcPlan | Mistake {
	const [host = '', ...words] = places;
	if (settings.isUnix) {
		return {kind: 'unix', settings, path: host};
	}

	if (settings.listens) {
		const port = readLocalPort(words[0]!, portOf);
		return typeof port === 'string' ? {mistake: port} : {kind: 'listen', settings, ...(host !== '' && {host}), port};
	}

	const ports = readPorts(words, portOf);
	if (typeof ports === 'string') {
		return {mistake: ports};
	}

	const sourcePort = settings.sourcePort === undefined ? 0 : readLocalPort(settings.sourcePort, portOf);
	return typeof sourcePort === 'string' ? {mistake: sourcePort} : {kind: 'connect', settings, host, ports, sourcePort};
}

/** A port to bind: 0 lets the system choose. */
function readLocalPort(word: string, portOf: PortOf): number | string {
	if (!/^\d+$/v.test(word)) {
		return portOf(word) ?? `getaddrinfo: ${strerror('EAI_SERVICE')}`;
	}

	return readNumber(word, {name: 'port number', min: 0, max: 65_535});
}
