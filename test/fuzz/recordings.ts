/** Recordings as files and back, in memory. */
import {Buffer} from 'node:buffer';
import type {LabEvent} from '../../source/core/events.ts';
import {concatBytes} from '../../source/core/bytes.ts';
import {Chunks} from '../../source/formats/chunks.ts';
import {readerFor} from '../../source/formats/read/open-recording.ts';
import type {ReplayStep} from '../../source/formats/read/steps.ts';
import {isProblem} from '../../source/core/problem.ts';
import {formats} from '../../source/formats/table.ts';

/** A step that tells something. */
export type ToldStep = Exclude<ReplayStep, {readonly kind: 'reading'}>;

export type Happened = {readonly event: LabEvent; readonly bytes?: Uint8Array | undefined};

/** The file that a format makes of events. */
export function written(ending: string, told: readonly Happened[]): Uint8Array {
	const chunks = new Chunks({isStable: false});
	const format = formats[ending]!.make({chunks, only: {}, addresses: () => undefined, tell: () => undefined});
	for (const {event, bytes} of told) {
		format.add(event, bytes);
	}

	format.end();
	return concatBytes(chunks.take().flatMap(piece => piece.parts()));
}

/** What a file is read as, handed over in these pieces; its bytes are copied, since a reader's own memory is used again. */
export function readBack(ending: string, pieces: readonly Uint8Array[]): {readonly steps: readonly ToldStep[]; readonly remarks: readonly string[]; readonly mistakes: number} {
	const reader = readerFor(`x.${ending}`);
	if (isProblem(reader)) {
		throw new Error(reader.message);
	}

	const steps: ToldStep[] = [];
	for (const piece of pieces) {
		const memory = Uint8Array.from(piece);
		steps.push(...copied(reader.read(memory)));
		memory.fill(0x21);
		if (reader.isOver) {
			break;
		}
	}

	steps.push(...copied(reader.end()));
	return {steps, remarks: reader.notes, mistakes: reader.mistakes};
}

/** As the piece's memory is used for the next one. */
function copied(steps: Iterable<ReplayStep>): readonly ToldStep[] {
	return Array.from(steps, step => copy(step)).filter(step => step.kind !== 'reading');
}

function copy(step: ReplayStep): ReplayStep {
	return step.kind === 'event' && step.bytes !== undefined ? {...step, bytes: Buffer.from(step.bytes)} : step;
}
