/** The functions that a C program has besides the two parts; those of `helpers` only where they are called. */

export const head = `
/* The system has not answered a call after so many seconds: the program ends. */
enum { TIMEOUT_S = 30 };

/* Every call is checked: -1 means that the system refused, and errno says why. */
static int check(ssize_t result, const char *call)
{
	if (result == -1) {
		perror(call);
		exit(EXIT_FAILURE);
	}
	alarm(TIMEOUT_S);
	return (int)result;
}
`;

export const buffer = '\nstatic char buffer[65536];\n';

export const otherPart = `
/* Leads to the other part, when both run: each tells how far it is, where the order matters. */
static int other_part = -1;
`;

/** Those that others call. */
export const needs: Readonly<Record<string, string>> = {
	send_repeated: 'send_all',
	recv_exactly: 'print_bytes',
	show: 'print_bytes',
	from: 'to',
	at: 'to',
};

/** By name, each before those that call it. */
export const helpers: Readonly<Record<string, string>> = {
	to: `
/* An address as the calls take it. */
static struct sockaddr *to(struct address *address)
{
	return (struct sockaddr *)&address->name;
}
`,
	from: `
/* Where recvfrom is to write the address of the sender. */
static struct sockaddr *from(struct address *address)
{
	address->length = sizeof address->name;
	return to(address);
}
`,
	at: `
static struct sockaddr *at(int number)
{
	return to(&places[number].address);
}
`,
	length: `
static socklen_t length(int number)
{
	return places[number].address.length;
}
`,
	path_at: `
static const char *path_at(int number)
{
	return places[number].text + strlen("unix:");
}
`,
	expect_errno: String.raw`
/* A call that failed when it was logged: says how it fails now. */
static void expect_errno(ssize_t result, int number, const char *name, const char *call)
{
	if (result == -1)
		printf("%s failed: %s (logged: %s)\n", call, strerror(errno), name);
	else
		printf("%s returned %zd (logged: %s, %s)\n", call, result, name, strerror(number));
	alarm(TIMEOUT_S);
}
`,
	send_all: `
/* send may take only a part of a stream's bytes: it is called until all are taken.
   Without MSG_NOSIGNAL, a peer that has closed would end the program with SIGPIPE. */
static void send_all(int sock, const char *data, size_t length, const char *call)
{
	while (length > 0) {
		int taken = check(send(sock, data, length, MSG_NOSIGNAL), call);
		data += taken;
		length -= (size_t)taken;
	}
}
`,
	send_repeated: `
/* Sends one byte many times. */
static void send_repeated(int sock, int byte, size_t count, const char *call)
{
	while (count > 0) {
		size_t part = count < sizeof buffer ? count : sizeof buffer;
		send_all(sock, memset(buffer, byte, part), part, call);
		count -= part;
	}
}
`,
	print_bytes: String.raw`
/* Bytes as C writes them in a string. */
static void print_bytes(const char *data, size_t length)
{
	static const char special[] = "\n\r\t\"\\", letters[] = "nrt\"\\";
	for (size_t at = 0; at < length; at++) {
		unsigned char byte = (unsigned char)data[at];
		const char *found = memchr(special, byte, sizeof special - 1);
		if (found != NULL)
			printf("\\%c", letters[found - special]);
		else if (byte >= 0x20 && byte < 0x7f)
			putchar(byte);
		else
			printf("\\x%02x", byte);
	}
}
`,
	recv_exactly: String.raw`
/* Receives exactly so many bytes. A stream has no message borders: recv returns
   whatever is there, which may be a part of one send or several at once, so it is
   called until all bytes have come. */
static void recv_exactly(int sock, size_t count, const char *name)
{
	size_t left = count;
	int is_shown = count <= 4096;
	if (is_shown)
		printf("%s received \"", name);
	while (left > 0) {
		int got = check(recv(sock, buffer, left < sizeof buffer ? left : sizeof buffer, 0), name);
		if (got == 0) {
			fprintf(stderr, "%s: the peer sent FIN, %zu bytes are missing\n", name, left);
			exit(EXIT_FAILURE);
		}
		if (is_shown)
			print_bytes(buffer, (size_t)got);
		left -= (size_t)got;
	}
	if (is_shown)
		puts("\"");
	else
		printf("%s received %zu bytes\n", name, count);
}
`,
	show: String.raw`
/* What one recv has put into the buffer; nothing at all when the peer sent FIN. */
static void show(const char *name, int length)
{
	printf("%s received \"", name);
	print_bytes(buffer, (size_t)length);
	puts("\"");
}
`,
	group_of: `
/* A multicast group, on any interface. */
static struct ipv6_mreq group_of(const char *text)
{
	struct ipv6_mreq group = {.ipv6mr_interface = 0};
	inet_pton(AF_INET6, text, &group.ipv6mr_multiaddr);
	return group;
}
`,
	tell: `
/* Lets the other part continue. Alone, there is nobody to tell. */
static void tell(void)
{
	if (other_part != -1)
		check(send(other_part, ".", 1, MSG_NOSIGNAL), "tell");
}
`,
	wait_for: String.raw`
/* Waits until the other part says so. Alone, there is nobody to wait for. */
static void wait_for(void)
{
	char dot;
	if (other_part != -1 && check(recv(other_part, &dot, 1, 0), "wait_for") == 0) {
		fputs("the other part of the program has ended\n", stderr);
		exit(EXIT_FAILURE);
	}
}
`,
};

export const addresses = String.raw`
static void fail(const char *why, const char *what)
{
	fprintf(stderr, "%s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

/* Reads HOST:PORT, [HOST]:PORT, or unix:PATH, where @ begins an abstract name. */
static void read_address(struct place *place)
{
	struct sockaddr_un *file = (struct sockaddr_un *)&place->address.name;
	struct addrinfo *found;
	char host[256];
	const char *colon = strrchr(place->text, ':');
	if (strncmp(place->text, "unix:", 5) == 0) {
		size_t length = strlen(place->text + 5);
		if (length >= sizeof file->sun_path)
			fail("the path is too long", place->text);
		file->sun_family = AF_UNIX;
		memcpy(file->sun_path, place->text + 5, length + 1);
		place->address.length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
		if (file->sun_path[0] == '@')
			file->sun_path[0] = '\0';
		else
			place->address.length++;
		return;
	}
	if (colon == NULL || (size_t)(colon - place->text) >= sizeof host)
		fail("this is no HOST:PORT", place->text);
	memcpy(host, place->text, (size_t)(colon - place->text));
	host[colon - place->text] = '\0';
	if (host[0] == '[') {
		memmove(host, host + 1, strlen(host));
		host[strcspn(host, "]")] = '\0';
	}
	int problem = getaddrinfo(host, colon + 1, &(struct addrinfo){.ai_flags = AI_NUMERICSERV}, &found);
	if (problem != 0)
		fail(gai_strerror(problem), place->text);
	memcpy(&place->address.name, found->ai_addr, found->ai_addrlen);
	place->address.length = found->ai_addrlen;
	freeaddrinfo(found);
}
`;
