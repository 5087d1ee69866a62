package dev.stepwell.rig.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** One connection over a link: two threads that carry bytes, one each way. */
final class Passage {
    private static final int PIECE = 16_384;

    private final Link link;
    private final Socket client;
    private final Socket server;
    private final AtomicLong passed = new AtomicLong();
    private final CommitWatch watch = new CommitWatch();
    private volatile boolean lost;

    Passage(Link link, Socket client, Socket server) {
        this.link = link;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> carry(client, server, Fault.Way.THERE));
        carry(server, client, Fault.Way.BACK);
    }

    /** Whether bytes of it went into a black hole. */
    boolean hasLost() {
        return lost;
    }

    /** Ends it with a reset on both sides, whatever is on its way. */
    void reset() {
        link.forget(this);
        abort(client);
        abort(server);
    }

    private static void abort(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // It is closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, which is all that was wanted.
        }
    }

    private void carry(Socket from, Socket to, Fault.Way way) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (!pass(piece, n, out, way)) {
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
        if (way == Fault.Way.BACK) {
            link.forget(this);
        }
    }

    /** Does to a piece what prevails; false when that was the end of the connection. */
    private boolean pass(byte[] piece, int n, OutputStream out, Fault.Way way)
            throws IOException, InterruptedException {
        // Watched at all times, for statements are named long before a fault prevails.
        boolean commit =
                link.isToPostgres() && (way == Fault.Way.THERE ? watch.asks(piece, n) : watch.answers(piece, n));
        switch (link.fault()) {
            case Fault.None none -> out.write(piece, 0, n);
            case Fault.Slow slow -> {
                Thread.sleep(slow.millis() + link.dice(slow.jitter()));
                if (slow.bytesPerSecond() > 0) {
                    Thread.sleep(1_000L * n / slow.bytesPerSecond());
                }
                out.write(piece, 0, n);
            }
            case Fault.BlackHole hole -> {
                if (hole.ways().contains(way)) {
                    lost = true;
                } else {
                    out.write(piece, 0, n);
                }
            }
            case Fault.CutAfter cut -> {
                long before = passed.getAndAdd(n);
                int most = (int) Math.max(0, Math.min(n, cut.bytes() - before));
                out.write(piece, 0, most);
                if (most < n) {
                    reset();
                    return false;
                }
            }
            case Fault.CommitUnanswered unanswered -> {
                if (way == Fault.Way.BACK && commit && link.strikes(unanswered.one())) {
                    reset();
                    return false;
                }
                out.write(piece, 0, n);
            }
            case Fault.CommitLost gone -> {
                if (way == Fault.Way.THERE && commit && link.strikes(gone.one())) {
                    reset();
                    return false;
                }
                out.write(piece, 0, n);
            }
        }
        return true;
    }
}
