import type {Address, UnixAddress} from './address.ts';
import {hostProblem} from './host-problem.ts';
import {ipv6Groups} from './ip.ts';
import {isProblem, problem, shiftProblem, type Problem} from './problem.ts';

/** `sun_path` has 108 bytes, one of them for the NUL that ends a path or begins an abstract name: unix(7). */
const path_bytes = 107;

const loopback = {4: '127.0.0.1', 6: '::1'} as const;

type Protocol = {readonly transport: 'tcp' | 'udp'; readonly family?: 4 | 6};

/**
Parses an address in any of its forms: `tcp://HOST:PORT`, `udp:PORT`, `unix:PATH`, `PORT`, `:PORT`, `HOST:PORT`…

No host means loopback: `127.0.0.1`, or `::1` where IPv6 is forced. No name is looked up. The place of a problem is the
part that is wrong.
*/
export function parseAddress(text: string): Address | Problem {
	const scheme = /^(?<name>[a-z][\da-z]*):(?<slashes>\/\/)?/iv.exec(text);
	const name = scheme?.groups?.['name']?.toLowerCase() ?? '';
	const hasSlashes = scheme?.groups?.['slashes'] !== undefined;
	const rest = text.slice(scheme?.[0].length ?? 0);
	const restAt = text.length - rest.length;
	if (name === 'unix') {
		return shifted(parseUnix(rest, hasSlashes), restAt);
	}

	if (/^(?:tcp|udp)[46]?$/v.test(name)) {
		const protocol = {transport: name.startsWith('tcp') ? 'tcp' : 'udp', ...familyOf(name)} as const;
		return shifted(parseInternet(rest, protocol, `${name}:`), restAt);
	}

	if (hasSlashes) {
		return problem(
			`an address begins with tcp, udp or unix, not ${name}`,
			{start: 0, end: name.length},
			`tcp://${rest === '' ? '127.0.0.1:4000' : rest}`,
		);
	}

	return /^[.\/@~]/v.test(text)
		? problem('a path needs unix: before it', {start: 0, end: text.length}, `unix:${text}`)
		: parseInternet(text, {transport: 'tcp'}, '');
}

function familyOf(name: string): {readonly family?: 4 | 6} {
	if (name.endsWith('4')) {
		return {family: 4};
	}

	return name.endsWith('6') ? {family: 6} : {};
}

function parseUnix(path: string, hasSlashes: boolean): UnixAddress | Problem {
	const place = {start: 0, end: path.length};
	const isAbstract = path.startsWith('@');
	if (path === '' || path === '@') {
		return problem(
			isAbstract ? 'a name is missing after @' : 'a path is missing',
			{start: path.length, end: path.length},
			'unix:/tmp/sockplay.sock',
		);
	}

	if (hasSlashes && !isAbstract && !path.startsWith('/')) {
		return problem('after unix:// a path begins with /', place, `unix:${path} or unix:///${path}`);
	}

	const nul = path.indexOf('\0');
	if (nul !== -1) {
		return problem('a path has no NUL', {start: nul, end: nul + 1});
	}

	const size_bytes = new TextEncoder().encode(isAbstract ? path.slice(1) : path).length;
	return size_bytes > path_bytes
		? problem(`a socket's path has ${path_bytes} bytes at most, this one has ${size_bytes}`, place)
		: {transport: 'unix', path};
}

/** `HOST:PORT`, `:PORT` or `PORT`; `before` is the text before it, for hints. */
function parseInternet(text: string, protocol: Protocol, before: string): Address | Problem {
	const parts = splitHost(text, before);
	if (isProblem(parts)) {
		return parts;
	}

	const written = text.slice(parts.hostAt, parts.hostEnd);
	const wrong = written === '' ? undefined : hostProblem(written, protocol.family, parts.isBracketed);
	if (wrong !== undefined) {
		return shiftProblem(wrong, parts.hostAt);
	}

	const port = parsePort(text, parts.portAt, before);
	return isProblem(port) ? port : {...protocol, host: written === '' ? loopback[protocol.family ?? 4] : written, port};
}

type HostPlaces = {
	readonly hostAt: number;
	readonly hostEnd: number;
	readonly portAt: number;
	readonly isBracketed: boolean;
};

function splitHost(text: string, before: string): HostPlaces | Problem {
	if (text.startsWith('[')) {
		return splitBrackets(text, before);
	}

	const colon = text.lastIndexOf(':');
	if (text.indexOf(':') < colon) {
		const hint = bracketHint(text, before);
		return problem(
			hint === undefined ? 'an address has one colon, before its port' : 'an IPv6 address stands in brackets',
			{start: 0, end: text.length},
			hint,
		);
	}

	const isHostOnly = colon === -1 && !/^[+\-]?\d[^.]*$/v.test(text);
	return isHostOnly
		? problem(
			'a port is missing',
			{start: text.length, end: text.length},
			`${before}${text === '' ? '' : `${text}:`}4000`,
		)
		: {hostAt: 0, hostEnd: Math.max(0, colon), portAt: colon + 1, isBracketed: false};
}

function splitBrackets(text: string, before: string): HostPlaces | Problem {
	const close = text.indexOf(']');
	if (close === -1) {
		return problem('a bracket is not closed', {start: 0, end: 1}, `${before}[::1]:4000`);
	}

	if (close === 1) {
		return problem('an IPv6 address is missing', {start: 1, end: 1}, `${before}[::1]:4000`);
	}

	if (close === text.length - 1) {
		return problem('a port is missing', {start: text.length, end: text.length}, `${before}${text}:4000`);
	}

	return text[close + 1] === ':'
		? {hostAt: 1, hostEnd: close, portAt: close + 2, isBracketed: true}
		: problem(
			'after the bracket comes a colon and the port',
			{start: close + 1, end: text.length},
			`${before}${text.slice(0, close + 1)}:4000`,
		);
}

/** A bare IPv6 address, with or without a port, rewritten with brackets. */
function bracketHint(text: string, before: string): string | undefined {
	const colon = text.lastIndexOf(':');
	const host = text.slice(0, colon);
	const port = text.slice(colon + 1);
	if (ipv6Groups(host) !== undefined && /^\d{1,5}$/v.test(port)) {
		return `${before}[${host}]:${port}`;
	}

	return ipv6Groups(text) === undefined ? undefined : `${before}[${text}]:4000`;
}

function parsePort(text: string, start: number, before: string): number | Problem {
	const port = text.slice(start);
	const place = {start, end: text.length};
	if (port === '') {
		return problem('a port is missing', place, `${before}${text}4000`);
	}

	return /^\d+$/v.test(port) && Number(port) <= 65_535 ? Number(port) : problem('a port is 0 to 65535', place);
}

function shifted(found: Address | Problem, offset: number): Address | Problem {
	return isProblem(found) ? shiftProblem(found, offset) : found;
}
