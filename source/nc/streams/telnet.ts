/**
TELNET negotiation (RFC 854): what a peer asks for with DO is answered with WONT, what it offers with WILL, with DONT.
The commands stay in what is written, as they came.
*/
import {Buffer} from 'node:buffer';
import type {Input, Output} from '../../core/standard-streams.ts';
import {WrappedOutput} from './wrapped-output.ts';

const [will, wont, do_, dont, iac] = [0xFB, 0xFC, 0xFD, 0xFE, 0xFF];
const answers = new Map([[do_, wont], [will, dont]]);

/** An output that answers by way of `input`, as if the person had typed it. */
export class TelnetOutput extends WrappedOutput {
	readonly #input: Input;
	/** A command that a recv has cut off. */
	#begun: Uint8Array = new Uint8Array();

	constructor(inner: Output, input: Input) {
		super(inner);
		this.#input = input;
	}

	override write(bytes: Uint8Array): void {
		super.write(bytes);
		const answer = this.#answer(this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]));
		if (answer.length > 0) {
			this.#input.observer.received(answer);
		}
	}

	#answer(bytes: Uint8Array): Uint8Array {
		const pieces: number[] = [];
		let at = bytes.indexOf(iac);
		while (at !== -1 && at + 2 < bytes.length) {
			const [command, option] = [bytes[at + 1]!, bytes[at + 2]!];
			const reply = answers.get(command);
			pieces.push(...reply === undefined ? [] : [iac, reply, option]);
			at = bytes.indexOf(iac, at + lengthOf(command));
		}

		this.#begun = at === -1 ? new Uint8Array() : bytes.slice(at);
		return Uint8Array.from(pieces);
	}
}

/** Of a command: WILL, WONT, DO and DONT have an option behind them. */
function lengthOf(command: number): number {
	return command >= will && command <= dont ? 3 : 2;
}
