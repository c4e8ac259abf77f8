/**
Memory that the system has back as soon as it is collected.

What V8 gets from malloc stays resident once some of that size was freed: from then on malloc takes it from its heaps
and not from mmap (M_MMAP_THRESHOLD in mallopt(3)), and of a heap it gives back the end only. 64 MiB in pieces of 1 MiB,
collected twice, left 109 MiB resident of 110; mapped ones 46, as before they were made. V8 maps memory that may grow
(`maxByteLength`) by itself, and unmaps it. A view of it must have a length: one that follows its size takes ten times
as long to read (Node 26).
*/
export function mappedMemory(size_bytes: number): ArrayBuffer {
	return new ArrayBuffer(size_bytes, {maxByteLength: size_bytes});
}

/** The same, for several threads. */
export function mappedSharedMemory(size_bytes: number): SharedArrayBuffer {
	return new SharedArrayBuffer(size_bytes, {maxByteLength: size_bytes});
}

/** The system has it back at once, and views of it have no bytes any more. Takes 0.1 ms for each MiB. */
export function unmap(memory: ArrayBuffer): void {
	memory.transferToFixedLength(0);
}

/** All of a piece of memory. */
export function allBytes<Memory extends ArrayBufferLike>(memory: Memory): Uint8Array<Memory> {
	return new Uint8Array(memory, 0, memory.byteLength);
}
