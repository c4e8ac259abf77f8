/** A word that the shell may complete to. */
export type Offer = {
	/** The whole word, without the shell's quotes. */
	readonly text: string;
	readonly summary?: string;
	/** It is unfinished (`key=`, a folder): no space follows. */
	readonly open?: boolean;
};

export type Offers = {
	readonly offers: readonly Offer[];
	/** Files belong here, too: the shell lists them itself, as it does for every other program. */
	readonly files?: boolean;
};

/** The words that begin as the current one. */
export function beginningWith(current: string, offers: readonly Offer[]): readonly Offer[] {
	return offers.filter(({text}, index) =>
		text.startsWith(current) && offers.findIndex(other => other.text === text) === index);
}
