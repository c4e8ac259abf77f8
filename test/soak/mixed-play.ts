/**
Mixed play for a long time: a session on the screen and one without, peers of all kinds around them, lines typed and
keys pressed at random. What is looked at is memory and file descriptors.
*/
import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {median} from '../../bench/helpers/median.ts';
import {portInUse, residentMemory} from '../../bench/helpers/proc.ts';
import {Headless, onScreen} from '../../bench/helpers/sockplay.ts';
import {freePorts} from '../../source/sockets/free-port.ts';
import {seeded} from '../helpers/seeded.ts';
import {fill, peers, type Ports} from './mixed-peers.ts';
import {typing} from './typist.ts';

/**
Memory is flat when the last fifth of the time has at most so much more than the third. A shorter time than this says
nothing: what is typed at random (a recording that is opened, a reader that is held) takes memory for a minute or two.
*/
const flat_part = 1.05;
const flat_MiB = 12;
const telling_ms = 600_000;
const sample_ms = 5000;

type Player = Readonly<{name: string; pid: number; ports: Ports; samples: number[]; descriptors: number[]}>;

/** Fills what sessions keep, plays for so long and tells from time to time; throws when memory is not flat. */
export async function playMixed(duration_ms: number, tell: (text: string) => void): Promise<string> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
	try {
		const [one, other] = [await portsOf(), await portsOf()];
		await using headless = new Headless({lines: lines(one)});
		await using screen = onScreen({lines: lines(other), columns: 120, rows: 40});
		await Promise.all([one, other].flatMap(({echo, chargen, udp}) => [portInUse(echo), portInUse(chargen), portInUse(udp, 'udp')]));
		const players = [player('headless', headless.pid, one), player('screen', screen.pid, other)];
		tell('what they keep is being filled: 64 MiB, 100,000 events');
		await Promise.all(players.map(async ({ports}) => fill(ports)));
		const until_ms = performance.now() + duration_ms;
		await Promise.all([
			...players.map(async ({ports}, index) => peers(ports, seeded(index + 1), until_ms)),
			typing(screen, {folder, random: seeded(3), until_ms}),
			sampling(players, until_ms, tell),
		]);
		return players.map(each => verdict(each, duration_ms)).join('; ');
	} finally {
		rmSync(folder, {recursive: true});
	}
}

async function portsOf(): Promise<Ports> {
	const ports = await freePorts(['echo', 'chargen', 'udp']);
	return {echo: ports.get('echo')!, chargen: ports.get('chargen')!, udp: ports.get('udp')!};
}

function lines({echo, chargen, udp}: Ports): string[] {
	return [`listen tcp:${echo} echo`, `listen tcp:${chargen} chargen`, `listen udp:${udp} echo`, 'connect s1'];
}

function player(name: string, pid: number, ports: Ports): Player {
	return {name, pid, ports, samples: [], descriptors: []};
}

async function sampling(players: readonly Player[], until_ms: number, tell: (text: string) => void): Promise<void> {
	const began_ms = performance.now();
	for (let samples = 0; performance.now() < until_ms; samples++) {
		await delay(Math.min(sample_ms, Math.max(0, until_ms - performance.now())));
		for (const {pid, samples: found, descriptors} of players) {
			const {now_MiB} = residentMemory(pid)!;
			found.push(now_MiB);
			descriptors.push(readdirSync(`/proc/${pid}/fd`).length);
		}

		if (samples % 12 !== 11) {
			continue;
		}

		const minutes = Math.round((performance.now() - began_ms) / 60_000);
		const now = players.map(each => `${each.name} ${each.samples.at(-1)!.toFixed(0)} MiB, ${each.descriptors.at(-1)} descriptors`);
		tell(`${minutes} min: ${now.join('; ')}`);
	}
}

function verdict({name, samples, descriptors}: Player, duration_ms: number): string {
	const fifth = (values: readonly number[], number: number) =>
		median(values.slice(Math.floor(values.length * number / 5), Math.ceil(values.length * (number + 1) / 5)));
	const fifths = [0, 1, 2, 3, 4].map(number => fifth(samples, number));
	const memory = `${fifths.map(value => value.toFixed(0)).join(', ')} MiB resident in the five fifths of the time (medians)`;
	const most = `${Math.max(...samples).toFixed(0)} at the most`;
	const told = `${name}: ${memory}, ${most}; ${fifth(descriptors, 2)} and ${fifth(descriptors, 4)} descriptors in the third and last`;
	assert.ok(duration_ms < telling_ms || fifths[4]! <= Math.max(fifths[2]! * flat_part, fifths[2]! + flat_MiB), `memory is not flat: ${told}`);
	return told;
}
