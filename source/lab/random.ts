import {Buffer} from 'node:buffer';
import {createCipheriv, createHash} from 'node:crypto';

/**
A stream of bytes that looks random and is the same for the same seed: AES-256 in counter mode (NIST SP 800-38A) under
the seed's hash.
*/
export function seededBytes(seed: string): (count: number) => Uint8Array {
	const key = createHash('sha256').update(seed).digest();
	const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
	return count => stream.update(Buffer.alloc(count));
}
