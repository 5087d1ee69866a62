package dev.stepwell.standalone;

import dev.stepwell.standalone.folder.AlreadyRunningException;
import dev.stepwell.standalone.folder.DataFolder;
import dev.stepwell.standalone.stores.Stores;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything and says so on standard output. Ends with status 0 after SIGTERM or SIGINT, 1 when it could not start, 2 when
 * the command line is wrong, 3 when the data folder is in use.
 */
public final class Launcher implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile @Nullable Thread waiting;

    private Launcher() {}

    /** What {@code deploy/up} runs. */
    public static void main(String[] args) throws InterruptedException {
        int status = run(args);
        if (status != 0) {
            System.exit(status);
        }
        new CountDownLatch(1).await(); // the signal's hook ends the process
    }

    private static int run(String[] args) {
        Launcher launcher = new Launcher();
        try {
            Options options = OptionsReader.read(args);
            options.log()
                    .ifPresent(file ->
                            System.setProperty(Logs.FILE, file.toAbsolutePath().toString()));
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
            System.out.print(launcher.start(options));
            System.out.flush();
            return 0;
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (AlreadyRunningException e) {
            System.out.println(e.getMessage());
            return 3;
        } catch (InterruptedException e) {
            System.err.println("Stepwell was asked to stop before it was ready.");
            return 1;
        } catch (IOException | RuntimeException e) {
            System.err.println("Stepwell could not start: " + reason(e));
            logger().error("could not start", e);
            return 1;
        }
    }

    /** Our own exceptions say it themselves; a framework's say at their bottom what it was, after telling what it was doing. */
    private static String reason(Throwable thrown) {
        Throwable bottom = thrown;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        if (bottom instanceof BindException) {
            return "one of its ports is taken (" + bottom.getMessage()
                    + "); choose others with --http-port, --grpc-port and --internal-port";
        }
        return String.valueOf((thrown instanceof IOException ? thrown : bottom).getMessage());
    }

    /** A start that waits for other processes need not go on waiting. */
    private void stop() {
        Thread waits = waiting;
        if (waits != null) {
            waits.interrupt();
        }
        close();
    }

    /** Opens everything in order; returns what to tell the newcomer. */
    private synchronized String start(Options options)
            throws IOException, AlreadyRunningException, InterruptedException {
        Stopwatch watch = new Stopwatch();
        DataFolder folder = opened(DataFolder.take(options.data()));
        Stores stores = opened(
                options.external().isPresent()
                        ? Stores.external(
                                options.external().get().postgres(),
                                options.external().get().redis())
                        : Stores.embedded(options.data(), options.cache()));
        watch.lap("stores");
        Server server = opened(Server.start(options, stores.access()));
        waiting = Thread.currentThread();
        server.awaitReady(options);
        waiting = null;
        watch.lap("planes");
        boolean firstStart = Credentials.write(options, server);
        String welcome = Welcome.text(options, server, firstStart);
        folder.announce(welcome);
        logger().info("ready: {}", watch.laps());
        return welcome;
    }

    /** Closes everything in the opposite order; also runs when only a part was opened. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            try {
                last.close();
            } catch (Exception e) {
                logger().warn("could not close {}", last.getClass().getSimpleName(), e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    // Not a field: the log's file is only known once the options are read.
    private static Logger logger() {
        return LoggerFactory.getLogger(Launcher.class);
    }

    /** Where the time of a start went, for the log. */
    private static final class Stopwatch {
        private final StringBuilder laps = new StringBuilder();
        private Instant last = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

        Stopwatch() {
            lap("JVM");
        }

        void lap(String name) {
            Instant now = Instant.now();
            laps.append(laps.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(Duration.between(last, now).toMillis())
                    .append(" ms");
            last = now;
        }

        String laps() {
            return laps.toString();
        }
    }
}
