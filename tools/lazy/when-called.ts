/** Stands for a function or class of a module that is loaded when it is called. */
export function whenCalled<Callable extends new (...words: never) => unknown>(
	load: () => Readonly<Record<string, Callable>>,
	name: string,
): unknown {
	return new Proxy(() => undefined, {
		apply: (_, self, words): unknown => Reflect.apply(load()[name]!, self, words),
		construct: (_, words) => Reflect.construct(load()[name]!, words) as () => unknown,
	});
}
