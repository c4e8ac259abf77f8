/**
A message as a page to read: its fields and its body, one a line. Lines may hold anything that a peer sent: they are
made visible by whoever shows them.
*/
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {bodyLines, hexLines} from './body.ts';
import {dnsPage} from './dns.ts';
import {framePage} from './frame.ts';
import {httpPage} from './http.ts';
import {jsonPage} from './json.ts';
import {mqttPage} from './mqtt.ts';
import {respPage} from './resp.ts';
import {tlsPage} from './tls.ts';

/** The lines of one message; nothing when its bytes are not what they seemed. */
type Page = (bytes: Uint8Array, facts: {readonly isDatagram: boolean}) => readonly string[] | undefined;

const pages: Readonly<Record<string, Page>> = {
	HTTP: httpPage,
	TLS: tlsPage,
	JSON: jsonPage,
	RESP: respPage,
	DNS: dnsPage,
	MQTT: mqttPage,
	frame: framePage,
	line: bodyLines,
};

/** What is opened: the first bytes of a message, and how many it has in all. */
type OpenedBytes = {readonly bytes: Uint8Array; readonly size_bytes: number; readonly isDatagram: boolean};

/** The page of a message of a protocol, as `decode` names it; a hexdump where that is all there is. Never throws. */
export function messagePage(protocol: string, {bytes, size_bytes, isDatagram}: OpenedBytes): readonly string[] {
	const rest = size_bytes > bytes.length
		? ['', `The first ${formatSize(bytes.length)} of ${formatSize(size_bytes)} are shown.`]
		: [];
	const lines = [...pageOf(protocol, bytes, isDatagram), ...rest];
	const shown = lines.slice(0, limits.page_lines).map(line => cut(line));
	const left = lines.length - shown.length;
	return left > 0 ? [...shown, '', `${formatCount(left)} or more lines are not shown.`] : shown;
}

function pageOf(protocol: string, bytes: Uint8Array, isDatagram: boolean): readonly string[] {
	try {
		return pages[protocol]?.(bytes, {isDatagram}) ?? hexLines(bytes);
	} catch {
		// A message that ends too early is read beyond its end.
		return hexLines(bytes);
	}
}

function cut(line: string): string {
	const {page_line_characters} = limits;
	return line.length > page_line_characters
		? `${line.slice(0, page_line_characters)}… ${formatCount(line.length - page_line_characters)} more characters`
		: line;
}
