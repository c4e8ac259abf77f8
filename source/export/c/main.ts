/** The end of a C program: reads the arguments and runs what they name. */
import type {Side} from '../../core/events.ts';

const runBoth = `
/* Runs the server in a process of its own, beside the client. */
static void both(void)
{
	int status;
ENDS	pid_t child = check(fork(), "fork");
	if (child == 0) {
SERVER		server();
		exit(EXIT_SUCCESS);
	}
CLIENT	client();
CLOSE	check(waitpid(child, &status, 0), "waitpid");
	if (status != 0)
		fail("ended with an error", "server");
}
`;

const pairing: Readonly<Record<string, string>> = {
	ENDS: '\tint ends[2];\n\tcheck(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), "socketpair");\n',
	SERVER: '\t\tcheck(close(ends[0]), "close");\n\t\tother_part = ends[1];\n',
	CLIENT: '\tcheck(close(ends[1]), "close");\n\tother_part = ends[0];\n',
	CLOSE: '\tcheck(close(ends[0]), "close");\n',
};

/** `isPaired`: the two parts tell each other how far they are. */
export function mainText(
	used: readonly Side[],
	usual: Side | 'both',
	isPaired: boolean,
): string {
	const both = runBoth.replaceAll(/ENDS|SERVER|CLIENT|CLOSE/gv, name => isPaired ? pairing[name]! : '');
	const names: ReadonlyArray<Side | 'both'> = used.length > 1 ? ['both', ...used] : used;
	const entries = names.map(name => `{"${name}", ${name}}`).join(', ');
	return `${used.length > 1 ? both : ''}
static const struct part { const char *name; void (*run)(void); } parts[] = {${entries}};

/* NAME=ADDRESS changes an address, another word names the part. */
static const struct part *read_argument(const char *word, const struct part *chosen)
{
	for (size_t at = 0; at < sizeof places / sizeof *places; at++) {
		size_t length = strlen(places[at].name);
		if (length > 0 && strncmp(word, places[at].name, length) == 0 && word[length] == '=') {
			places[at].text = word + length + 1;
			return chosen;
		}
	}
	for (size_t at = 0; at < sizeof parts / sizeof *parts; at++)
		if (strcmp(word, parts[at].name) == 0)
			return &parts[at];
	fail("no part of this program, and no NAME=ADDRESS", word);
	return chosen;
}

int main(int count, char *words[])
{
	const struct part *chosen = &parts[${names.indexOf(usual)}];
	for (int at = 1; at < count; at++)
		chosen = read_argument(words[at], chosen);
	for (size_t at = 0; at < sizeof places / sizeof *places; at++)
		read_address(&places[at]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	alarm(TIMEOUT_S);
	chosen->run();
	return EXIT_SUCCESS;
}
`;
}
