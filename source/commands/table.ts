import type {Verb} from '../language/verb.ts';
import type {Host} from './define.ts';
import type {Outcome} from './outcome.ts';
import {answer} from './verbs/answer.ts';
import {close} from './verbs/close.ts';
import {connect} from './verbs/connect.ts';
import {clear} from './verbs/clear.ts';
import {copy} from './verbs/copy.ts';
import {every} from './verbs/every.ts';
import {expect} from './verbs/expect.ts';
import {filter} from './verbs/filter.ts';
import {find} from './verbs/find.ts';
import {focus} from './verbs/focus.ts';
import {freeze} from './verbs/freeze.ts';
import {help} from './verbs/help.ts';
import {hold} from './verbs/hold.ts';
import {join} from './verbs/join.ts';
import {layout} from './verbs/layout.ts';
import {leave} from './verbs/leave.ts';
import {link} from './verbs/link.ts';
import {list} from './verbs/list.ts';
import {listen} from './verbs/listen.ts';
import {mark} from './verbs/mark.ts';
import {message} from './verbs/message.ts';
import {open} from './verbs/open.ts';
import {quit} from './verbs/quit.ts';
import {reconnect} from './verbs/reconnect.ts';
import {record} from './verbs/record.ts';
import {resend} from './verbs/resend.ts';
import {reset} from './verbs/reset.ts';
import {resume} from './verbs/resume.ts';
import {run} from './verbs/run.ts';
import {save} from './verbs/save.ts';
import {say} from './verbs/say.ts';
import {send} from './verbs/send.ts';
import {sendto} from './verbs/sendto.ts';
import {set} from './verbs/set.ts';
import {shutdown} from './verbs/shutdown.ts';
import {sleep} from './verbs/sleep.ts';
import {stop} from './verbs/stop.ts';
import {use} from './verbs/use.ts';
import {view} from './verbs/view.ts';
import {zoom} from './verbs/zoom.ts';

/** Every verb, in the order in which help tells them. Help, completion and the README's table are printed from here. */
export const verbs: ReadonlyArray<Verb<Host, Outcome>> = [
	listen,
	connect,
	reconnect,
	send,
	sendto,
	hold,
	resume,
	shutdown,
	close,
	reset,
	set,
	join,
	leave,
	link,
	every(() => verbs),
	stop,
	use,
	answer,
	list,
	clear,
	save,
	record,
	open,
	run,
	sleep,
	say,
	expect,
	view,
	find,
	filter,
	freeze,
	mark,
	message,
	copy,
	resend,
	focus,
	zoom,
	layout,
	help(() => verbs),
	quit,
];

/** What no endpoint may be called. */
export const verbNames: ReadonlySet<string> = new Set(verbs.map(verb => verb.name));
