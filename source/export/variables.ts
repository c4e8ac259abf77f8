/** Names of the log as names of variables: `s1.1` is `s1_1`. */

export class Variables {
	readonly #reserved: ReadonlySet<string>;
	readonly #known = new Map<string, string>();
	readonly #taken = new Set<string>();

	/** `reserved`: words of the language, and what the program calls its own. */
	constructor(reserved: Iterable<string>) {
		this.#reserved = new Set(reserved);
	}

	/** The same for the same name; letters, digits and underscores of ASCII. */
	of(name: string): string {
		const known = this.#known.get(name);
		if (known !== undefined) {
			return known;
		}

		const plain = name.replaceAll(/\W/gv, '_').replace(/^(?=\d)/v, '_');
		let variable = this.#reserved.has(plain) ? `${plain}_` : plain;
		while (this.#taken.has(variable)) {
			variable += '_';
		}

		this.#known.set(name, variable);
		this.#taken.add(variable);
		return variable;
	}
}
