/** Answers what a line asks about the bytes in the raw pane, which the lab's end of the screen has. */
import {copyBytes, editBytes, resendBytes, writeBytes} from '../commands/take-away.ts';
import type {Outcome} from '../commands/outcome.ts';
import type {ExportForm} from '../core/export-bytes.ts';
import {limits} from '../core/limits.ts';
import {isProblem} from '../core/problem.ts';
import type {Look} from '../core/wishes.ts';
import type {FrameMaker} from '../frames/frame-maker.ts';
import type {RawView} from '../frames/frame.ts';
import type {Selected} from '../frames/raw-pane.ts';
import type {Lab} from '../lab/lab.ts';

/** What becomes of a look; a word for the person where there is one to say. */
export function answerLook(look: Look, lab: Lab, {raw, viewport}: Pick<FrameMaker, 'raw' | 'viewport'>): Outcome | Promise<Outcome> {
	if (look.do === 'copy') {
		const selected = raw.selected(viewport, look.to === undefined ? limits.clipboard_bytes : Infinity);
		const form = look.as ?? formOf(viewport.view);
		if (isProblem(selected)) {
			return selected;
		}

		return look.to === undefined ? copyBytes(take(selected), form) : writeHeld(selected, form, {path: look.to, overwrite: look.overwrite});
	}

	if (look.do === 'resend') {
		const selected = raw.selected(viewport, limits.range_bytes);
		if (isProblem(selected)) {
			return selected;
		}

		const name = look.name ?? selected.endpoint;
		const bytes = take(selected);
		return look.edit ? editBytes(lab, bytes, name) : resendBytes(lab, bytes, name);
	}

	const answer = raw.look(look, viewport);
	return isProblem(answer) ? answer : {...(answer !== '' && {wish: {type: 'notice', notice: answer}})};
}

/** The bytes, copied. */
function take({held}: Selected): Uint8Array {
	const bytes = Uint8Array.from(held.read(0, held.length));
	held.release();
	return bytes;
}

async function writeHeld({held}: Selected, form: ExportForm, file: {readonly path: string; readonly overwrite: boolean}): Promise<Outcome> {
	try {
		return await writeBytes(held, form, file);
	} finally {
		held.release();
	}
}

/** What is copied is what is seen. */
function formOf(view: RawView): ExportForm {
	return view === 'binary' || view === 'decode' ? 'hex' : view;
}
