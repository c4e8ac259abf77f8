import {type Effect, type Step, type UiState} from './state.ts';

/** Holds the state of the screen. A change is there for the next message at once, whenever React paints it. */
export class Store<Message> {
	readonly #update: (state: UiState, message: Message) => Step;
	readonly #perform: (effect: Effect) => void;
	readonly #listeners = new Set<() => void>();
	#state: UiState;
	readonly getState = (): UiState => this.#state;
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** `perform` does what a change asks for, after it. */
	constructor(state: UiState, update: (state: UiState, message: Message) => Step, perform: (effect: Effect) => void) {
		this.#state = state;
		this.#update = update;
		this.#perform = perform;
	}

	dispatch(message: Message): void {
		const {state, effects} = this.#update(this.#state, message);
		const isChanged = state !== this.#state;
		this.#state = state;
		for (const effect of effects) {
			this.#perform(effect);
		}

		if (isChanged) {
			for (const listener of this.#listeners) {
				listener();
			}
		}
	}
}
