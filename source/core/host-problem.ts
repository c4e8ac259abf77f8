import {ipv4Parts, ipv6Groups} from './ip.ts';
import {problem, type Problem} from './problem.ts';

/** The longest host name and the longest part of one, in characters: RFC 1035 section 2.3.4. */
const name_characters = 253;
const label_characters = 63;

/**
What is wrong with a non-empty host: it is neither a numeric address, nor a name (RFC 1123 section 2.1, letters of any
script and underscores allowed), nor `*`; or it is not of the forced family.
*/
export function hostProblem(host: string, family: 4 | 6 | undefined, isBracketed: boolean): Problem | undefined {
	const place = {start: 0, end: host.length};
	if (isBracketed) {
		if (ipv6Groups(host) === undefined) {
			return problem('this is not an IPv6 address', place, '::1, say');
		}

		return family === 4 ? problem('an IPv6 address, where IPv4 is forced', place) : undefined;
	}

	if (host === '*') {
		return undefined;
	}

	if (/^[\d.]+$/v.test(host)) {
		const wrong = dottedProblem(host);
		return wrong ?? (family === 6 ? problem('an IPv4 address, where IPv6 is forced', place) : undefined);
	}

	return nameProblem(host);
}

function dottedProblem(host: string): Problem | undefined {
	if (ipv4Parts(host) !== undefined) {
		return undefined;
	}

	const parts = host.split('.');
	if (parts.length !== 4) {
		return problem('an IPv4 address has four parts', {start: 0, end: host.length}, '127.0.0.1, say');
	}

	const index = parts.findIndex(part => !/^(?:0|[1-9]\d{0,2})$/v.test(part) || Number(part) > 255);
	const start = parts.slice(0, index).join('.').length + Math.min(index, 1);
	return problem(
		'a part of an IPv4 address is 0 to 255, without leading zeros',
		{start, end: start + parts[index]!.length},
	);
}

function nameProblem(host: string): Problem | undefined {
	const strange = /[^\p{Letter}\p{Mark}\p{Number}\-._]/v.exec(host);
	if (strange !== null) {
		return problem(
			'a host has letters, digits, dots and hyphens',
			{start: strange.index, end: strange.index + strange[0].length},
		);
	}

	const labels = host.replace(/\.$/v, '').split('.');
	const isWellFormed = host.length <= name_characters
		&& labels.every(label => label !== '' && label.length <= label_characters && !label.startsWith('-'));
	return isWellFormed ? undefined : problem('this is not a host name', {start: 0, end: host.length});
}
