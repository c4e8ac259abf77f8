import type {Outcome} from '../commands/outcome.ts';
import type {HistoryStore} from './history-file.ts';
import type {LabPort} from './port.ts';
import type {Replied} from './replies.ts';
import type {ScreenPort} from './screen-port.ts';
import type {Effect} from './state.ts';

export type EffectTools = {
	readonly lab: LabPort;
	readonly history: Pick<HistoryStore, 'append'>;
	readonly screen: Pick<ScreenPort, 'copy' | 'useMouse' | 'suspend'>;
	/** Paints every cell anew. */
	readonly repaint: () => void;
	readonly replied: (replied: Replied) => void;
	readonly quit: () => void;
	/** The lab or the screen has a bug. */
	readonly failed: (error: unknown) => void;
};

/** Does what a change of state asks of the lab, the terminal and the program. */
export function performEffect(effect: Effect, tools: EffectTools): void {
	const {lab, history, screen, repaint, quit, failed} = tools;
	switch (effect.do) {
		case 'execute': {
			answer(tools, effect, lab.execute(effect.line, effect.pane));
			break;
		}

		case 'send': {
			answer(tools, effect, lab.send(effect.line, effect.pane));
			break;
		}

		case 'scroll': {
			lab.scroll(effect.move);
			break;
		}

		case 'remember': {
			history.append(effect.line);
			break;
		}

		case 'copy': {
			screen.copy(effect.text);
			break;
		}

		case 'quit': {
			quit();
			break;
		}

		case 'repaint': {
			repaint();
			break;
		}

		case 'mouse': {
			screen.useMouse(effect.isOn);
			break;
		}

		case 'suspend': {
			screen.suspend().catch(failed);
			break;
		}
	}
}

function answer(
	{replied, failed}: EffectTools,
	{pane, line, typed}: Effect & {do: 'execute' | 'send'},
	outcome: Promise<Outcome>,
): void {
	outcome.then(found => {
		replied({pane, line, typed, outcome: found});
	}).catch(failed);
}
