package dev.stepwell.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks the process from outside whether it is ready: as a client would, through its ports. */
final class Readiness {
    private static final int TIMEOUT_MS = 10_000;

    private Readiness() {}

    /** Asks for health; throws unless it is UP, with the answer. */
    static void health(InetSocketAddress http) throws IOException {
        try (Socket socket = connected(http)) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200 ") && !answer.startsWith("HTTP/1.0 200 ")) {
                throw new IOException("not healthy: " + answer.substring(answer.indexOf("\r\n\r\n") + 4));
            }
        }
    }

    /** Throws unless something listens there. */
    static void listening(InetSocketAddress port) throws IOException {
        connected(port).close();
    }

    private static Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(to, TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("nothing answers at " + to + ": " + e.getMessage(), e);
        }
    }
}
