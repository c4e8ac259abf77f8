/** Where an endpoint lives. The written forms are LANGUAGE's: `tcp://HOST:PORT`, `udp:PORT`, `unix:PATH`, `PORT`, `:PORT`, `HOST:PORT`. */
export type InternetAddress = {
	readonly transport: 'tcp' | 'udp';
	/** A numeric address without brackets, a host name, or `*` for every interface. */
	readonly host: string;
	/** 0 to 65535; 0 lets the system choose. */
	readonly port: number;
	/** Forced by `tcp4`, `udp6`…; absent when the host decides. */
	readonly family?: 4 | 6;
};

export type UnixAddress = {
	readonly transport: 'unix';
	/** A path in the file system, or `@name` for a Linux abstract socket. */
	readonly path: string;
};

export type Address = InternetAddress | UnixAddress;
