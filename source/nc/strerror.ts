/**
What the C library says of an errno (strerror(3)) and of a failed getaddrinfo (gai_strerror(3)); scripts look for it.
*/
const sentences: Readonly<Record<string, string>> = {
	EACCES: 'Permission denied',
	EADDRINUSE: 'Address already in use',
	EADDRNOTAVAIL: 'Cannot assign requested address',
	EAFNOSUPPORT: 'Address family not supported by protocol',
	EAGAIN: 'Resource temporarily unavailable',
	ECONNABORTED: 'Software caused connection abort',
	ECONNREFUSED: 'Connection refused',
	ECONNRESET: 'Connection reset by peer',
	EHOSTUNREACH: 'No route to host',
	EINVAL: 'Invalid argument',
	EISDIR: 'Is a directory',
	EMFILE: 'Too many open files',
	EMSGSIZE: 'Message too long',
	ENAMETOOLONG: 'File name too long',
	ENETDOWN: 'Network is down',
	ENETUNREACH: 'Network is unreachable',
	ENFILE: 'Too many open files in system',
	ENOBUFS: 'No buffer space available',
	ENOENT: 'No such file or directory',
	ENOTDIR: 'Not a directory',
	ENOTSOCK: 'Socket operation on non-socket',
	EPERM: 'Operation not permitted',
	EPIPE: 'Broken pipe',
	EPROTOTYPE: 'Protocol wrong type for socket',
	EROFS: 'Read-only file system',
	ETIMEDOUT: 'Connection timed out',
	ENOTFOUND: 'Name or service not known',
	EAI_ADDRFAMILY: 'Address family for hostname not supported',
	EAI_AGAIN: 'Temporary failure in name resolution',
	EAI_FAIL: 'Non-recoverable failure in name resolution',
	EAI_SERVICE: 'Servname not supported for ai_socktype',
};

/** The sentence for an errno by name; the name itself where there is none. */
export function strerror(errno: string): string {
	return sentences[errno] ?? errno;
}
