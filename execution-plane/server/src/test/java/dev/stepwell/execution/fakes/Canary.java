package dev.stepwell.execution.fakes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that must not be called: counts who connects, and hangs up. */
public final class Canary implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket();
    private final AtomicInteger calls = new AtomicInteger();

    private Canary(InetSocketAddress where) throws IOException {
        listening.bind(where);
        Thread.ofVirtual().start(this::listen);
    }

    /** On all addresses of this machine, of both kinds. */
    public static Canary everywhere() {
        return at(new InetSocketAddress(0));
    }

    /** On one address. */
    public static Canary on(InetAddress address, int port) {
        return at(new InetSocketAddress(address, port));
    }

    private static Canary at(InetSocketAddress where) {
        try {
            return new Canary(where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!listening.isClosed()) {
            try (Socket called = listening.accept()) {
                calls.incrementAndGet();
            } catch (IOException e) {
                // The end, or a caller who was gone at once.
            }
        }
    }

    /** Its port. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How often it was called, after a call of one's own that comes behind all of them. */
    public int calls() {
        try (Socket own = new Socket(
                listening.getInetAddress().isAnyLocalAddress()
                        ? InetAddress.getLoopbackAddress()
                        : listening.getInetAddress(),
                port())) {
            if (own.getInputStream().read() >= 0) {
                throw new IllegalStateException("a canary says nothing");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls.decrementAndGet();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
