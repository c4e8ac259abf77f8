/**
Mixed play for a long time: a session on the screen and one without, peers of all kinds around them, lines typed and
keys pressed at random. What is looked at is memory and file descriptors.
*/
import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {median} from '../../bench/helpers/median.ts';
import {portInUse, residentMemory} from '../../bench/helpers/proc.ts';
import {Headless, onScreen} from '../../bench/helpers/sockplay.ts';
import {freePorts} from '../../source/sockets/free-port.ts';
import {seeded} from '../helpers/seeded.ts';
import {fill, peers, type Ports} from './mixed-peers.ts';
import {loading} from './session.ts';
import {calm, typing} from './typist.ts';

/**
Memory is flat when at the last rest there is at most so much more than at the one of the first three that had least: what
is still under way at a rest only adds to it. In a shorter time than this too little of what is typed at random has come
up to say so.
*/
const flat_part = 1.05;
const flat_MiB = 12;
const telling_ms = 600_000;
const sample_ms = 5000;
const parts = 5;

/**
After each part the play rests, since a recording that is opened has memory of its own, and every thread collects its
garbage, which the engine does at moments of its own choice. To collect and to give memory back takes a moment.
*/
const collecting = {times: 3, pause_ms: 3000};

type Player = Readonly<{
	name: string;
	pid: number;
	ports: Ports;
	/** What was resident during each part, in MiB. */
	played: number[][];
	/** The same at the rest after it, and open descriptors. */
	rested: Array<{readonly now_MiB: number; readonly descriptors: number}>;
}>;

/** Fills what sessions keep, plays for so long and tells from time to time; throws when memory is not flat. */
export async function playMixed(duration_ms: number, tell: (text: string) => void): Promise<string> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
	try {
		const [one, other] = [await portsOf(), await portsOf()];
		const environment = loading('collect.mjs');
		await using headless = new Headless({lines: lines(one), environment});
		await using screen = onScreen({lines: lines(other), columns: 120, rows: 40, environment});
		await Promise.all([one, other].flatMap(({echo, chargen, udp}) => [portInUse(echo), portInUse(chargen), portInUse(udp, 'udp')]));
		const players = [player('headless', headless.pid, one), player('screen', screen.pid, other)];
		tell('what they keep is being filled');
		await Promise.all(players.map(async ({ports}) => fill(ports)));
		const [random, ...randoms] = [3, 1, 2].map(seed => seeded(seed));
		for (let part = 1; part <= parts; part++) {
			const until_ms = performance.now() + (duration_ms / parts);
			try {
				await Promise.all([
					...players.map(async ({ports}, index) => peers(ports, randoms[index]!, until_ms)),
					typing(screen, {folder, random: random!, until_ms}),
					sampling(players, until_ms),
				]);
			} catch (error) {
				throw new Error(`part ${part} failed, with this on the screen:\n${screen.screen()}`, {cause: error});
			}

			await calm(screen);
			await collected(players);
			tell(`${part} of ${parts}: ${players.map(each => rested(each)).join('; ')}`);
		}

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
	return {name, pid, ports, played: [], rested: []};
}

async function collected(players: readonly Player[]): Promise<void> {
	for (let left = collecting.times; left > 0; left--) {
		for (const {pid} of players) {
			process.kill(pid, 'SIGURG');
		}

		await delay(collecting.pause_ms);
	}
}

async function sampling(players: readonly Player[], until_ms: number): Promise<void> {
	const found = players.map(({pid, played}) => {
		const samples: number[] = [];
		played.push(samples);
		return {pid, samples};
	});
	while (performance.now() < until_ms) {
		await delay(Math.min(sample_ms, Math.max(0, until_ms - performance.now())));
		for (const {pid, samples} of found) {
			samples.push(residentMemory(pid)!.now_MiB);
		}
	}
}

function rested({name, pid, rested: found}: Player): string {
	const {now_MiB} = residentMemory(pid)!;
	const descriptors = readdirSync(`/proc/${pid}/fd`).length;
	found.push({now_MiB, descriptors});
	return `${name} ${now_MiB.toFixed(0)} MiB at rest, ${descriptors} descriptors`;
}

function verdict({name, played, rested: found}: Player, duration_ms: number): string {
	const all = found.map(({now_MiB}) => now_MiB);
	const [least_MiB, last_MiB] = [Math.min(...all.slice(0, 3)), all.at(-1)!];
	const list = (values: readonly number[]) => values.map(value => value.toFixed(0)).join(', ');
	const memory = `${list(all)} MiB resident at the rests`;
	const meanwhile = `${list(played.map(part => median(part)))} in play (medians), ${list([Math.max(...played.flat())])} at the most`;
	const told = `${name}: ${memory}, ${meanwhile}; ${found[2]!.descriptors} and ${found.at(-1)!.descriptors} descriptors at the third rest and the last`;
	const most_MiB = Math.max(least_MiB * flat_part, least_MiB + flat_MiB);
	assert.ok(duration_ms < telling_ms || last_MiB <= most_MiB, `memory is not flat: ${told}`);
	return told;
}
