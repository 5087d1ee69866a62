package dev.stepwell.rig.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of loopback behind which a server is reached, as well or as badly as the {@link Fault} of the moment allows. */
public final class Link implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final boolean postgres;
    private final Random random;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    private Link(int target, boolean postgres, long seed) {
        this.target = target;
        this.postgres = postgres;
        this.random = new Random(seed);
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A link to a server of any kind on loopback; the seed is of all its dice. */
    public static Link to(int port, long seed) {
        return new Link(port, false, seed);
    }

    /** A link to a PostgreSQL, on which COMMITs are recognised; connections must not ask for TLS. */
    public static Link toPostgres(int port, long seed) {
        return new Link(port, true, seed);
    }

    /** Where it is entered. */
    public int port() {
        return door.getLocalPort();
    }

    /** From now on, and also for connections that are open. */
    public void suffer(Fault next) {
        fault = next;
    }

    /** Mends it. Connections on which bytes were lost are reset: their ends would wait for each other for ever. */
    public void heal() {
        fault = Fault.NONE;
        passages.stream().filter(Passage::hasLost).forEach(Passage::reset);
    }

    /** Resets all connections; new ones can be made. */
    public void resetAll() {
        passages.forEach(Passage::reset);
    }

    /** How many COMMITs were swallowed or robbed of their replies. */
    public int struck() {
        return struck.get();
    }

    boolean isToPostgres() {
        return postgres;
    }

    Fault fault() {
        return fault;
    }

    /** Whether the next COMMIT is one of those that are struck. */
    boolean strikes(int one) {
        boolean hit = dice(one) == 0;
        if (hit) {
            struck.incrementAndGet();
        }
        return hit;
    }

    synchronized int dice(int sides) {
        return random.nextInt(Math.max(1, sides));
    }

    void forget(Passage passage) {
        passages.remove(passage);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> open(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void open(Socket client) {
        Socket server = new Socket();
        Passage passage = new Passage(this, client, server);
        passages.add(passage);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            passage.start();
        } catch (IOException e) {
            passage.reset(); // nobody listens there: the client learns it as it would without us
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }
}
