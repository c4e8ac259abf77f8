import type {Fact} from '../../core/events.ts';
import type {ServiceListener} from '../../services/service.ts';

type Listener = {readonly name: string; tell(fact: Fact): void; close(): void};

/** A listener as the process of its service sees it. */
export function listenerForService(entry: Listener): ServiceListener {
	return {
		name: entry.name,
		close() {
			entry.close();
		},
		note(message) {
			entry.tell({event: 'note', message});
		},
		error(message) {
			entry.tell({event: 'error', message});
		},
	};
}
