import {readFileSync} from 'node:fs';

type Transport = 'tcp' | 'udp';

/** The names of ports on this machine. */
export type ServiceNames = {
	readonly portOf: (service: string, transport: Transport) => number | undefined;
	readonly serviceOf: (port: number, transport: Transport) => string | undefined;
};

/** Reads services(5) when a name is asked for first; a system without the file has no names. */
export function openServices(read: () => string = () => readFileSync('/etc/services', 'utf8')): ServiceNames {
	let table: Table | undefined;
	const names = (): Table => {
		table ??= parseServices(textOf(read));
		return table;
	};

	return {
		portOf: (service, transport) => names().ports.get(`${service}/${transport}`),
		serviceOf: (port, transport) => names().services.get(`${port}/${transport}`),
	};
}

function textOf(read: () => string): string {
	try {
		return read();
	} catch {
		return '';
	}
}

type Table = {readonly ports: ReadonlyMap<string, number>; readonly services: ReadonlyMap<string, string>};

/** Lines such as `http-alt 8080/tcp webcache # comment`. The first line of a port, or of a name, counts. */
function parseServices(text: string): Table {
	const [ports, services] = [new Map<string, number>(), new Map<string, string>()];
	for (const line of text.split('\n')) {
		const [name, place = '', ...aliases] = line.replace(/#.*$/v, '').trim().split(/\s+/v);
		const [port = '', transport] = place.split('/', 2);
		if (name === undefined || !/^\d+$/v.test(port) || transport === undefined) {
			continue;
		}

		if (!services.has(place)) {
			services.set(place, name);
		}

		for (const each of [name, ...aliases]) {
			const key = `${each}/${transport}`;
			ports.set(key, ports.get(key) ?? Number(port));
		}
	}

	return {ports, services};
}
