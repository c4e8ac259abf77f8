/**
Stands for `Intl.Segmenter`, by graphemes, in the bundle: the true one is made when the first text comes that needs it.
*/

/**
Characters of which each is a grapheme, whatever stands beside them (UAX 29: Grapheme_Cluster_Break=Other or Control,
none of them a joiner): the escape of colours, printable ASCII, letters of Latin, and the signs that rows are made of.
*/
const plain = /^[\u{1B}\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{24F}\u{2010}-\u{2027}\u{2030}-\u{205E}\u{2190}-\u{25FF}]*$/v;

type Segments = Pick<Intl.Segments, 'containing' | typeof Symbol.iterator>;

export class LazySegmenter {
	readonly #options: ConstructorParameters<typeof Intl.Segmenter>;
	#true: Intl.Segmenter | undefined;

	constructor(...options: ConstructorParameters<typeof Intl.Segmenter>) {
		this.#options = options;
	}

	segment(text: string): Segments {
		return plain.test(text) ? new PlainSegments(text) : this.#made().segment(text);
	}

	#made(): Intl.Segmenter {
		// Not by its name, which the bundle replaces.
		this.#true ??= new (Reflect.get(Intl, 'Segmenter'))(...this.#options);
		return this.#true;
	}
}

class PlainSegments implements Segments {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	containing(at = 0): Intl.SegmentData | undefined {
		const index = Math.trunc(at);
		return index >= 0 && index < this.#text.length ? this.#at(index) : undefined;
	}

	* [Symbol.iterator](): ReturnType<Intl.Segments[typeof Symbol.iterator]> {
		for (let index = 0; index < this.#text.length; index++) {
			yield this.#at(index);
		}
	}

	#at(index: number): Intl.SegmentData {
		return {segment: this.#text[index]!, index, input: this.#text};
	}
}
