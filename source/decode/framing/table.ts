import {dnsFramer} from './dns.ts';
import type {Framer} from './framing.ts';
import {prefixFramers} from './prefixed.ts';
import {httpFramer} from './http.ts';
import {jsonFramer} from './json.ts';
import {lineFramer, unknownFramer} from './lines.ts';
import {mqttFramer} from './mqtt.ts';
import {respFramer} from './resp.ts';
import {tlsFramer} from './tls.ts';

/** In the order of certainty, as the decoders are; the last takes anything. */
export const framers: readonly Framer[] = [
	httpFramer,
	tlsFramer,
	jsonFramer,
	respFramer,
	dnsFramer,
	mqttFramer,
	...prefixFramers,
	lineFramer,
	unknownFramer,
];
