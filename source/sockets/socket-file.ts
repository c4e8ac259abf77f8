/**
The file that bind(2) makes for a Unix listener, and its end.

libuv unlinks the path of a listener that it bound when that is closed (libuv: uv__pipe_close). By then another program
may have its file there: a server that is started again removes the old file and binds its own.
*/
import {lstatSync, renameSync, unlinkSync} from 'node:fs';
import type {Address} from '../core/address.ts';
import {systemPath} from './names.ts';

/** Device and inode, which no other file has while the socket is open. */
type Identity = {readonly dev: bigint; readonly ino: bigint};

export class SocketFile {
	/** Undefined for what has no file: TCP and abstract names. */
	readonly #path: string | undefined;
	readonly #own: Identity | undefined;

	/** The file of a socket that was bound to `local` just now. */
	constructor(local: Address) {
		this.#path = local.transport === 'unix' ? systemPath(local.path) : undefined;
		this.#own = this.#present();
	}

	/**
	Calls `close`, after which the socket's own file is gone and any other that took its place is still there. True when
	there was another.
	*/
	removeWith(close: () => void): boolean {
		const present = this.#present();
		if (this.#own !== undefined && present !== undefined && !isSame(present, this.#own)) {
			this.keepDuring(close);
			return true;
		}

		close();
		// libuv does not unlink the path of a socket that was passed to another process in between.
		if (this.#own !== undefined && this.#present() !== undefined) {
			unlinkSync(this.#path!);
		}

		return false;
	}

	/** Calls `close` while the file is put aside, so that it is still there afterwards. */
	keepDuring(close: () => void): void {
		const aside = `${this.#path}.${crypto.randomUUID()}`;
		try {
			renameSync(this.#path ?? '', aside);
		} catch {
			// There is none; or nothing can be renamed here, and then nothing unlinked either (rename(2), unlink(2)).
			close();
			return;
		}

		close();
		renameSync(aside, this.#path!);
	}

	/** What is at the path; undefined when nothing is, or it cannot be seen. unlink(2) does not follow a link either. */
	#present(): Identity | undefined {
		if (this.#path === undefined || this.#path.startsWith('\0')) {
			return undefined;
		}

		try {
			const {dev, ino} = lstatSync(this.#path, {bigint: true});
			return {dev, ino};
		} catch {
			return undefined;
		}
	}
}

function isSame(one: Identity, other: Identity): boolean {
	return one.dev === other.dev && one.ino === other.ino;
}

/** Removes the socket that another program left at a path, or is still using; any other file, and no file, stays. */
export function removeSocket(path: string): void {
	if (!path.startsWith('@') && lstatSync(path, {throwIfNoEntry: false})?.isSocket() === true) {
		unlinkSync(path);
	}
}
