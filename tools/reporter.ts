// Reports a run of the tests: nothing of what passes, each skip with its reason, failures in full, and Node's totals at
// the end.
import {Readable} from 'node:stream';
import {spec, type TestEvent} from 'node:test/reporters';

type Begun = Extract<TestEvent, {type: 'test:start'}>;
type Passed = Extract<TestEvent, {type: 'test:pass'}>;

export default async function * report(source: AsyncIterable<TestEvent>) {
	yield * Readable.from(worthTelling(source)).pipe(spec());
}

/** What is told besides tests: totals, complaints of the runner, and what a file printed on its standard error. */
const reported: ReadonlySet<TestEvent['type']> = new Set(
	['test:diagnostic', 'test:summary', 'test:stderr', 'test:coverage', 'test:interrupted'] as const,
);

// `spec` wants to see a test begin before it sees it fail, so a beginning is kept until the end is there.
async function * worthTelling(source: AsyncIterable<TestEvent>) {
	const begun: Begun[] = [];
	for await (const event of source) {
		if (event.type === 'test:start') {
			begun.push(event);
		} else {
			yield * toTell(event, begun);
		}
	}
}

function toTell(event: TestEvent, begun: Begun[]): readonly unknown[] {
	if (event.type === 'test:pass') {
		begun.pop();
		return skipped(event);
	}

	if (event.type === 'test:fail') {
		return [begun.pop(), event];
	}

	return reported.has(event.type) ? [event] : [];
}

function skipped({data: {name, file, skip = false}}: Passed): readonly unknown[] {
	const reason = skip === true ? 'no reason given' : skip;
	return reason === false
		? []
		: [{type: 'test:diagnostic', data: {nesting: 0, level: 'warn', message: `SKIPPED ${name} (${file}): ${reason}`}}];
}
