import {entry, gap, sentence, type HelpRow} from './page.ts';

/** What a new user needs first. The lines can be typed as they stand. */
export const startRows: readonly HelpRow[] = [
	sentence('SERVER and CLIENT list the socket calls of each end, RAW BYTES the bytes.'),
	sentence('You type in the pane with the marked title. Tab goes to the next one.'),
	gap,
	entry('hello', 'A line goes to the chosen connection, and comes back.'),
	entry('/connect s1', 'A second client. Ctrl+N chooses between connections.', {line: 'connect s1'}),
	entry('/listen tcp:4100', 'Another server: here you type what it answers.', {line: 'listen tcp:4100'}),
	entry('/connect tcp:4100', 'A client for it. nc and curl can connect, too.', {line: 'connect tcp:4100'}),
	entry('/c1 close', 'A line may begin with the name of an endpoint.', {line: 'c1 close'}),
	entry('/quit', 'Closes everything and ends. So does Ctrl+C, twice.', {line: 'quit'}),
	gap,
	entry('Ctrl+D', 'Half-close: we have sent everything, and still receive.'),
	entry('h t d', 'In RAW BYTES: hex, text, messages. Arrows move a cursor.'),
	entry('Alt+Z', 'One pane on the whole screen, and back.'),
	entry('/', 'Begins a command; a list shows what can be typed.'),
	entry('Esc', 'Closes what is open.'),
];
