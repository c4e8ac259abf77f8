/**
Memory that the system takes back as soon as it is collected.

What V8 gets from malloc stays resident when it is freed: glibc keeps what lies below something that is still used, and
after the first piece of this size was freed, it maps no other by itself (M_MMAP_THRESHOLD in mallopt(3)). In an hour of
random play half of 170 MiB of such memory was free, and none of it given back. V8 maps the pages of memory that may grow
(`maxByteLength`) itself, and unmaps them. Views of it must have a length, or they follow its size, which makes each
access ten times as slow (Node 26).
*/
export function mappedMemory(size_bytes: number): ArrayBuffer {
	return new ArrayBuffer(size_bytes, {maxByteLength: size_bytes});
}

/** The same, for several threads. */
export function mappedSharedMemory(size_bytes: number): SharedArrayBuffer {
	return new SharedArrayBuffer(size_bytes, {maxByteLength: size_bytes});
}

/** All of it, as bytes. */
export function allBytes<Memory extends ArrayBufferLike>(memory: Memory): Uint8Array<Memory> {
	return new Uint8Array(memory, 0, memory.byteLength);
}
