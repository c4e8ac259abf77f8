/** DNS: header, and the records of each section. */
import {Buffer} from 'node:buffer';
import {decode} from 'dns-packet';
import {isReadable} from '../dns.ts';
import {fieldLines, hexLines, part} from './body.ts';

type RecordText = {readonly type: string; readonly name: string; readonly ttl?: number; readonly data?: unknown};

export function dnsPage(
	bytes: Uint8Array,
	{isDatagram}: {readonly isDatagram: boolean},
): readonly string[] | undefined {
	const message = isDatagram ? bytes : bytes.subarray(2);
	if (!isReadable(message)) {
		return undefined;
	}

	const packet = decode(Buffer.from(message));
	const {id, type, questions = [], answers = [], authorities = [], additionals = []} = packet;
	const known = packet as unknown as Readonly<Record<string, unknown>>;
	const flags = flagNames.filter(name => known[`flag_${name}`] === true);
	const code = typeof known['rcode'] === 'string' ? known['rcode'] : '';
	return [
		...fieldLines([['id', id ?? 0], ['type', type ?? ''], ['code', code], ['flags', flags.join(' ')]]),
		...part('Question', questions.map(({name, type: asked}) => `${name}  ${asked}`)),
		...part('Answer', recordLines(answers)),
		...part('Authority', recordLines(authorities)),
		...part('Additional', recordLines(additionals)),
		...part('Bytes', hexLines(message)),
	];
}

const flagNames = ['aa', 'tc', 'rd', 'ra', 'ad', 'cd'];

function recordLines(records: readonly RecordText[]): readonly string[] {
	return records.map(({name, type, ttl, data}) => {
		const time = ttl === undefined ? '' : `${ttl} s  `;
		return `${name === '' ? '.' : name}  ${time}${type}  ${dataText(data)}`.trimEnd();
	});
}

function dataText(data: unknown): string {
	if (Buffer.isBuffer(data)) {
		return JSON.stringify(data.toString('utf8'));
	}

	if (Array.isArray(data)) {
		return data.map(each => dataText(each)).join(' ');
	}

	return typeof data === 'object' && data !== null
		? Object.entries(data).map(([name, value]) => `${name}=${dataText(value)}`).join(' ')
		: `${data as string | number | undefined ?? ''}`;
}
