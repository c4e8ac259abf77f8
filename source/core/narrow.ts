/**
ASCII, letters of Latin and the signs that rows are made of: one UTF-16 unit and one cell each, whatever stands beside
them. Measuring a text character by character takes twenty times as long.
*/
const beyondNarrow = /[^\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{24F}\u{2010}-\u{2027}\u{2030}-\u{205E}\u{2190}-\u{21FF}\u{2400}-\u{2426}\u{2500}-\u{25FC}]/v;

/** Whether a text takes as many cells as it has UTF-16 units. */
export function isNarrow(text: string): boolean {
	return !beyondNarrow.test(text);
}
