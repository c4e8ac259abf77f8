/** A TCP peer that does exactly what it is asked to, and remembers what it got. */
import net from 'node:net';

export class BareSocket {
	#got = '';
	#isFinished = false;
	readonly #socket: net.Socket;
	#look: () => void = () => undefined;

	constructor(socket: net.Socket) {
		this.#socket = socket;
		socket.setEncoding('latin1');
		socket.on('data', (text: string) => {
			this.#got += text;
			this.#look();
		});
		for (const event of ['end', 'close'] as const) {
			socket.on(event, () => {
				this.#isFinished = true;
				this.#look();
			});
		}

		// It may be reset; then it gets nothing more.
		socket.on('error', () => undefined);
	}

	/** Connects to a port that somebody is about to listen on. */
	static async connect(port: number): Promise<BareSocket> {
		for (;;) {
			const socket = net.connect({port, host: '127.0.0.1', allowHalfOpen: true});
			const isConnected = await new Promise<boolean>(resolve => {
				socket.once('connect', () => {
					resolve(true);
				});
				socket.once('error', () => {
					resolve(false);
				});
			});
			if (isConnected) {
				return new BareSocket(socket);
			}
		}
	}

	send(text: string): void {
		this.#socket.write(text, 'latin1');
	}

	finish(): void {
		this.#socket.end();
	}

	close(): void {
		this.#socket.destroy();
	}

	reset(): void {
		this.#socket.resetAndDestroy();
	}

	/** Resolves when `text` is what came next. */
	async gets(text: string): Promise<void> {
		await this.#until(() => this.#got.length >= text.length, () => `expected ${text}, got ${this.#got} and FIN`);
		if (!this.#got.startsWith(text)) {
			throw new Error(`expected ${text}, got ${this.#got}`);
		}

		this.#got = this.#got.slice(text.length);
	}

	async getsFin(): Promise<void> {
		await this.#until(() => this.#isFinished, () => '');
		if (this.#got !== '') {
			throw new Error(`expected FIN, got ${this.#got}`);
		}
	}

	async #until(ready: () => boolean, explain: () => string): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#look = () => {
				if (ready()) {
					resolve();
				} else if (this.#isFinished) {
					reject(new Error(explain()));
				}
			};

			this.#look();
		});
	}
}
