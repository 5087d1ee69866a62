"""A line to a server that can be cut, and is there again at once."""
import socket
import threading


class BreakingLine:
    """target: host and port of the server; afterwards, of the line."""

    def __init__(self, target):
        host, port = target.split(":")
        self._server = (host, int(port))
        self._open = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.target = "127.0.0.1:%d" % self._door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        while self._open:
            _end(self._open.pop())

    def close(self):
        _end(self._door)
        self.cut()

    def _accept(self):
        try:
            while True:
                client, _ = self._door.accept()
                server = socket.create_connection(self._server)
                self._open += [client, server]
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()
        except OSError:
            return  # it was closed


def _carry(source, target):
    try:
        while data := source.recv(1 << 16):
            target.sendall(data)
    except OSError:
        pass  # it was cut
    _end(source)
    _end(target)


def _end(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # the other side was quicker
    connection.close()
