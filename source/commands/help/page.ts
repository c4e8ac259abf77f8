import type {Grammar} from '../../language/verb.ts';

/** A row of the help. */
export type HelpRow = {
	/** What is explained; empty: the text stands alone, as wide as the page. */
	readonly label: string;
	readonly text: string;
	/** A line, or the beginning of one, without a slash: Enter puts it into the prompt. */
	readonly line?: string;
	/** The page that says more. */
	readonly page?: string;
};

export type HelpPage = {
	/** The word behind `help`; empty for the table of contents. */
	readonly name: string;
	readonly title: string;
	readonly rows: readonly HelpRow[];
};

/** What the pages are made from. */
export type HelpSources = {
	readonly verbs: readonly Grammar[];
	/** The pane whose keys come first. */
	readonly pane?: string;
};

/** A row that explains something. */
export function entry(label: string, text: string, leads: Pick<HelpRow, 'line' | 'page'> = {}): HelpRow {
	return {label, text, ...leads};
}

/** A sentence. */
export function sentence(text: string): HelpRow {
	return {label: '', text};
}

/** An empty row. */
export const gap: HelpRow = sentence('');

/** The widest label beside which text stands; what is wider has it below. */
export const max_label_columns = 28;

/** A page as lines for output without a screen. */
export function pageText({rows}: HelpPage): string[] {
	const widths = rows.map(({label}) => label.length).filter(width => width <= max_label_columns);
	const width = Math.max(0, ...widths);
	return rows.flatMap(({label, text}) => {
		if (label === '' || text === '') {
			return [label + text];
		}

		return label.length > width
			? [label, `${' '.repeat(width)}  ${text}`]
			: [`${label.padEnd(width)}  ${text}`];
	});
}
