import type {Suggestion} from '../../language/verb.ts';
import {services} from '../../services/table.ts';
import {entry, sentence, type HelpPage, type HelpSources} from './page.ts';
import {serviceRows, topics} from './topics.ts';
import {joined, verbPage} from './verb-page.ts';

/** The page of a word behind `help`: a topic, a verb, a service; without a word, the table of contents. */
export function findPage(name: string, sources: HelpSources): HelpPage | undefined {
	if (name === '') {
		return {name, title: '', rows: topics.map(({name: page, title, summary}) => entry(title, summary, {page}))};
	}

	const topic = topics.find(each => each.name === name || each.title === name);
	if (topic !== undefined) {
		return {name: topic.name, title: topic.title, rows: topic.rows(sources)};
	}

	const verb = sources.verbs.find(each => each.name === name);
	return verb === undefined ? servicePage(name) : verbPage(verb);
}

function servicePage(name: string): HelpPage | undefined {
	const service = services.find(each => each.name === name);
	const row = serviceRows.find(({page}) => page === name);
	if (service === undefined || row === undefined) {
		return undefined;
	}

	const {usage, summary, details = [], example = `listen tcp:4100 ${name}`} = service;
	return {
		name,
		title: `service ${name}`,
		rows: joined([
			[sentence(`listen ADDRESS ${usage}`), sentence(summary)],
			details.map(text => sentence(text)),
			[entry('for example', example, {line: example})],
		]),
	};
}

/** Every word that `help` takes. */
export function helpWords({verbs}: HelpSources): readonly Suggestion[] {
	const words = [
		...topics.map(({name, summary}) => ({text: name, summary})),
		...verbs.map(({name, summary}) => ({text: name, summary})),
		...services.map(({name, summary}) => ({text: name, summary})),
	];
	return words.filter(({text}, index) => words.findIndex(other => other.text === text) === index);
}
