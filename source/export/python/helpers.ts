/* eslint-disable unicorn/no-incorrect-template-string-interpolation, unicorn/prefer-string-raw -- it is Python */
/** The functions that a Python program has besides the two parts; each only where it is called. */

export const helpers = {
	recv_exactly: `
def recv_exactly(sock, count):
    """Receives exactly this many bytes. A stream has no message borders: recv returns
    whatever is there, which may be a part of one send or several at once, so it is
    called until all bytes have come."""
    received = b''
    while len(received) < count:
        piece = sock.recv(count - len(received))
        if piece == b'':
            raise EOFError(f'the peer sent FIN after {len(received)} of {count} bytes')
        received += piece
    return received
`,
	readable: `
def readable(selector, wanted):
    """Waits until a connection can be read. The selector watches all that are open and
    tells which of them have something; those whose turn comes later are left alone
    meanwhile, and what they have stays in the kernel."""
    early = []
    while True:
        ready = [key.fileobj for key, _ in selector.select(TIMEOUT_S)]
        if wanted in ready or not ready:
            break
        for sock in ready:
            selector.unregister(sock)
        early += ready
    for sock in early:
        selector.register(sock, selectors.EVENT_READ)
    return wanted
`,
	expect_errno: `
def expect_errno(name, call, *arguments):
    """Makes a call that failed when it was logged, and prints how it fails now."""
    try:
        result = call(*arguments)
    except OSError as error:
        print(call.__name__, 'failed:', error.strerror or error, f'(logged: {name})')
    else:
        print(call.__name__, 'returned', result, f'(logged: {name})')
`,
	tell: `
def tell(part):
    """Lets the other part continue. Alone, there is nobody to tell."""
    if part is not None:
        part.send(b'.')
`,
	wait_for: `
def wait_for(part):
    """Waits until the other part says so. Alone, there is nobody to wait for."""
    if part is not None and part.recv(1) == b'':
        raise EOFError('the other part of the program has ended')
`,
} as const;

export const parseAddress = `
def parse_address(text):
    """HOST:PORT, [HOST]:PORT, or unix:PATH, where @ begins an abstract name."""
    if text.startswith('unix:'):
        path = text.removeprefix('unix:')
        return '\\0' + path[1:] if path.startswith('@') else path
    host, _, port = text.rpartition(':')
    return host.strip('[]') or '127.0.0.1', int(port)
`;

export const both = `
def both():
    """Runs the server in a thread of its own, beside the client. Over a pair of sockets
    each tells the other how far it is, where the order matters."""
    to_client, to_server = socket.socketpair()
    with ThreadPoolExecutor() as threads:
        serving = threads.submit(run, server, to_client)
        try:
            run(client, to_server)
        finally:
            serving.result()


def run(part, other):
    with other:
        part(other)
`;

export const main = `
def main():
    part = PART
    for word in sys.argv[1:]:
        name, equals, text = word.partition('=')
        if equals and name in ADDRESSES:
            ADDRESSES[name] = parse_address(text)
        elif word in PARTS:
            part = word
        else:
            sys.exit(__doc__)
    PARTS[part]()


if __name__ == '__main__':
    main()
`;
