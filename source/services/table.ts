import {chargen} from './chargen.ts';
import {chat} from './chat.ts';
import {daytime} from './daytime.ts';
import {discard} from './discard.ts';
import {echo} from './echo.ts';
import {files} from './files/files.ts';
import {greet} from './greet.ts';
import {module} from './module/module.ts';
import {qotd} from './qotd.ts';
import {relay} from './relay/relay.ts';
import {rules} from './rules/rules.ts';
import type {Service} from './service.ts';
import {time} from './time.ts';

/** Every service, by the name that `listen` takes. Help and completion are made from this table. */
export const services: readonly Service[] = [
	echo,
	discard,
	chargen,
	daytime,
	time,
	qotd,
	greet,
	files,
	chat,
	relay,
	rules,
	module,
];
