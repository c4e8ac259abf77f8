/** A loop that adds up words, eight bytes at a time and without a conversion for each. Measured: with the copying that it takes, twice as fast as one in JavaScript; the checksums of a recording at full speed are most of its work. */
import {Buffer} from 'node:buffer';

/**
`sum(end)`: `at = 0; do { word = i64[at]; low += word & 0xffffffff; high += word >>> 32; at += 8 } while (at < end); return low + high`.

WebAssembly by its binary numbers, https://webassembly.github.io/spec/core/binary, with its text beside them.
*/
const listing = `
00 61 73 6d 01 00 00 00           ; the magic number, version 1
01 06 01 60 01 7f 01 7c           ; one type: i32 to f64
03 02 01 00                       ; one function of this type
05 03 01 00 01                    ; a memory of one page, 65,536 bytes
07 10 02                          ; two exports:
06 6d 65 6d 6f 72 79 02 00        ;   memory
03 73 75 6d 00 00                 ;   sum
0a 3a 01 38                       ; the code of one function
02 01 7f 03 7e                    ; 0 is end; 1 is at, i32; 2, 3, 4 are word, low and high, i64
03 40                             ; loop
20 01 29 03 00 22 02              ;   local.get at, i64.load, local.tee word
42 ff ff ff ff 0f 83              ;   i64.const 0xffffffff, i64.and
20 03 7c 21 03                    ;   local.get low, i64.add, local.set low
20 02 42 20 88                    ;   local.get word, i64.const 32, i64.shr_u
20 04 7c 21 04                    ;   local.get high, i64.add, local.set high
20 01 41 08 6a 22 01              ;   local.get at, i32.const 8, i32.add, local.tee at
20 00 49 0d 00 0b                 ;   local.get end, i32.lt_u, br_if 0, end
20 03 20 04 7c ba 0b              ; local.get low, local.get high, i64.add, f64.convert_i64_u, end
`;

type Exports = {readonly memory: {readonly buffer: ArrayBuffer}; readonly sum: (end: number) => number};

/** As much of it as is used here: Node's types leave it to those of browsers. */
type WebAssemblyApi = {readonly Module: new (binary: Uint8Array) => unknown; readonly Instance: new (module: unknown) => {readonly exports: Exports}};

const {Module, Instance} = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;
const {memory, sum} = new Instance(new Module(Buffer.from(listing.replaceAll(/;.*$|\s/gmv, ''), 'hex'))).exports;

/** Where the bytes to be summed are put, from the beginning on. */
export const scratch = new Uint8Array(memory.buffer);

/** The sum of the 32-bit little-endian numbers in the first `end` bytes of `scratch`: a multiple of 8, not 0. */
export function sumScratch(end: number): number {
	return sum(end);
}
