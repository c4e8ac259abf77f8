/** Answers what a line asks about the bytes in the raw pane, which the lab's end of the screen has. */
import {copyBytes, editBytes, resendBytes, writeBytes} from '../commands/take-away.ts';
import type {Outcome} from '../commands/outcome.ts';
import type {ExportForm} from '../core/export-bytes.ts';
import {limits} from '../core/limits.ts';
import {isProblem} from '../core/problem.ts';
import type {Look} from '../core/wishes.ts';
import type {FrameMaker} from '../frames/frame-maker.ts';
import type {RawView} from '../frames/frame.ts';
import type {Lab} from '../lab/lab.ts';

/** What becomes of a look; a word for the person where there is one to say. */
export function answerLook(look: Look, lab: Lab, {raw, viewport}: Pick<FrameMaker, 'raw' | 'viewport'>): Outcome | Promise<Outcome> {
	if (look.do === 'copy') {
		const selected = raw.selected(viewport, look.to === undefined ? limits.clipboard_bytes : limits.range_bytes);
		const form = look.as ?? formOf(viewport.view);
		if (isProblem(selected)) {
			return selected;
		}

		return look.to === undefined ? copyBytes(selected.bytes, form) : writeBytes(selected.bytes, form, {path: look.to, overwrite: look.overwrite});
	}

	if (look.do === 'resend') {
		const selected = raw.selected(viewport, limits.range_bytes);
		if (isProblem(selected)) {
			return selected;
		}

		const name = look.name ?? selected.endpoint;
		return look.edit ? editBytes(lab, selected.bytes, name) : resendBytes(lab, selected.bytes, name);
	}

	const answer = raw.look(look, viewport);
	return isProblem(answer) ? answer : {...(answer !== '' && {wish: {type: 'notice', notice: answer}})};
}

/** What is copied is what is seen. */
function formOf(view: RawView): ExportForm {
	return view === 'binary' || view === 'decode' ? 'hex' : view;
}
