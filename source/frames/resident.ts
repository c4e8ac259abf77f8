import process from 'node:process';

/**
Bytes of memory that the process has resident; undefined when the system does not say. On Linux libuv reads
/proc/self/stat for it, which needs /proc and a free file descriptor (libuv: uv_resident_set_memory).
*/
export function residentBytes(): number | undefined {
	try {
		return process.memoryUsage.rss();
	} catch {
		return undefined;
	}
}
