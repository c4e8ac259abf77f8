/** Stands for a function or class of a module that is loaded when it is called, or a property of it is asked for. */
export function whenCalled<Callable extends new (...words: never) => unknown>(
	load: () => Readonly<Record<string, Callable>>,
	name: string,
): unknown {
	return new Proxy(constructible, {
		get: (_, property): unknown => Reflect.get(load()[name]!, property),
		apply: (_, self, words): unknown => Reflect.apply(load()[name]!, self, words),
		construct: (_, words) => Reflect.construct(load()[name]!, words) as Record<string, unknown>,
	});
}

/** No arrow function, since those are no classes. */
function constructible(): void {
	// Never called itself.
}
