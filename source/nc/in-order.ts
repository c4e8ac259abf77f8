/**
Runs `start` for every item, `atOnce` of them at the same time, and hands the results to `take` in the order of the
items. `take` answers whether the next are wanted: after a false nothing more is started or taken.
*/
export async function inOrder<Item, Result>(
	items: readonly Item[],
	atOnce: number,
	start: (item: Item) => Promise<Result>,
	take: (result: Result) => boolean,
): Promise<void> {
	const waiting = items.toReversed();
	const running: Array<Promise<Result>> = [];
	do {
		while (waiting.length > 0 && running.length < atOnce) {
			running.push(start(waiting.pop()!));
		}
	} while (running.length > 0 && take(await running.shift()!));
}
