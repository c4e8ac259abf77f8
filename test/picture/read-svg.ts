/** Reads an SVG of tools/picture/ as a viewer would: the tree of elements, and the text seen at a moment. */
import {cell, baseline} from '../../tools/picture/row.ts';
import {margin} from '../../tools/picture/svg.ts';

export type XmlElement = {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: XmlElement[];
	text: string;
};

const token = /<(?<end>\/)?(?<name>[a-z]+)(?<attributes>(?: [\w:]+="[^"<]*")*)(?<empty>\/)?>|(?<text>[^<]+)/gvy;

/** The root element. Throws where the text is not well-formed. */
export function parseXml(xml: string): XmlElement {
	const root: XmlElement = {name: '', attributes: {}, children: [], text: ''};
	const open = [root];
	let position = 0;
	for (const {0: whole, index, groups} of xml.matchAll(token)) {
		position = index + whole.length;
		const {end, name, attributes, empty, text} = groups!;
		if (text !== undefined) {
			open.at(-1)!.text += unescaped(text);
		} else if (end === undefined) {
			const pairs = attributes!.matchAll(/ (?<key>[\w:]+)="(?<value>[^"]*)"/gv);
			const element: XmlElement = {
				name: name!,
				attributes: Object.fromEntries(pairs.map(pair => [pair.groups!['key']!, unescaped(pair.groups!['value']!)])),
				children: [],
				text: '',
			};
			open.at(-1)!.children.push(element);
			if (empty === undefined) {
				open.push(element);
			}
		} else {
			const {name: last} = open.pop()!;
			if (last !== name) {
				throw new Error(`</${name}> ends <${last}> at ${index}`);
			}
		}
	}

	if (position !== xml.length || open.length !== 1 || root.children.length !== 1) {
		throw new Error(`not well-formed at ${position} of ${xml.length}`);
	}

	return root.children.at(0)!;
}

function unescaped(text: string): string {
	if (/&(?!amp;|lt;|gt;)/v.test(text)) {
		throw new Error(`an entity that is not known in ${text}`);
	}

	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function allElements(element: XmlElement): XmlElement[] {
	return [element, ...element.children.flatMap(child => allElements(child))];
}

/** The screen that is seen when so much of the animation has passed, or when nothing is animated. */
export function screenOf(root: XmlElement, percent?: number): string {
	const elements = allElements(root);
	const stored = new Map(elements.map(element => [`#${element.attributes['id']}`, element]));
	const css = elements.find(({name}) => name === 'style')!.text;
	const [width, height] = root.attributes['viewBox']!.split(' ').slice(2).map(Number) as [number, number];
	const rows = Array.from({length: (height - 2 * margin) / cell.height}, () => Array.from({length: (width - 2 * margin) / cell.width}, () => ' '));
	const draw = (element: XmlElement, left: number, top: number): void => {
		const {transform = '', class: name = '', x = '0', href = ''} = element.attributes;
		const [across = 0, down = 0] = transform.matchAll(/\d+/gv).map(Number);
		const jumped = element.name === 'g' && percent !== undefined ? jumpOf(css, name, percent) : 0;
		const [at, y] = [left + across + jumped + Number(x), top + down];
		if (element.name === 'text' && at >= 0 && at < width) {
			rows[(y - margin - baseline) / cell.height]!.splice((at - margin) / cell.width, [...element.text].length, ...element.text);
		}

		for (const child of href === '' ? element.children : [stored.get(href)!]) {
			draw(child, at, y);
		}
	};

	for (const child of root.children.filter(({name}) => name !== 'defs')) {
		draw(child, 0, 0);
	}

	return rows.map(row => row.join('').trimEnd()).join('\n');
}

function jumpOf(css: string, name: string, percent: number): number {
	const line = css.split('\n').find(rule => rule.startsWith(`@keyframes ${name}{`)) ?? '';
	const jumps = line.matchAll(/(?<from>[\d.]+)%\{translate:(?<by>-?\d+)px\}/gv).toArray();
	return Number(jumps.findLast(({groups}) => Number(groups!['from']) <= percent)?.groups!['by'] ?? 0);
}
