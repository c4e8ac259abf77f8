import {Buffer} from 'node:buffer';
import {type Cipheriv, createCipheriv, createHash} from 'node:crypto';

/**
A stream of bytes that looks random and is the same for the same seed, in any process: AES-256 in counter mode (NIST SP
800-38A) under the seed's SHA-256. The cipher is made with the first bytes: most sessions ask for none.
*/
export function seededBytes(seed: string): (count: number) => Uint8Array {
	let stream: Cipheriv | undefined;
	return count => {
		stream ??= openStream(seed);
		return stream.update(Buffer.alloc(count));
	};
}

function openStream(seed: string): Cipheriv {
	return createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
}
