package dev.stepwell.standalone.neighbours;

import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.standalone.Role;
import io.grpc.netty.NettyChannelBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other processes of the installation as this one sees them. Planes that it does itself are never looked for, so a process with
 * all roles asks the database nothing here but to renew its own row. While the database is away, what was known last is believed.
 */
public final class Neighbours implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final Set<Role> PLANES = EnumSet.of(Role.CONTROL, Role.EXECUTION);
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Directory directory;
    private final Set<Role> own;
    private final Map<Role, PlanePool> pools = new EnumMap<>(Role.class);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("neighbours").factory());
    private volatile Optional<Me> me = Optional.empty();
    private boolean failing;

    private record Me(String name, String address) {}

    /**
     * Looks around once, and from then on again and again.
     *
     * @param source sessions of a login that is a member of {@code sw_cluster}, or of {@code sw_gateway} for a mere gateway
     * @param own what this process does
     * @param seal proves to the others who asks
     */
    public Neighbours(DataSource source, Set<Role> own, CallerSeal seal) {
        this.own = EnumSet.copyOf(PLANES);
        this.own.retainAll(own);
        this.directory = this.own.isEmpty() ? Directory.readable(source) : Directory.writable(source);
        for (Role plane : PLANES) {
            if (!own.contains(plane)) {
                pools.put(plane, pool(plane, seal));
            }
        }
        if (!pools.isEmpty()) {
            look();
            every(LOOK, this::look);
        }
    }

    private static PlanePool pool(Role plane, CallerSeal seal) {
        return new PlanePool(
                plane.toString(),
                seal,
                address -> NettyChannelBuilder.forTarget(address).usePlaintext(),
                System::nanoTime);
    }

    /** The processes that do a plane's work, which this one does not do. */
    public PlanePool of(Role plane) {
        return Optional.ofNullable(pools.get(plane))
                .orElseThrow(() -> new IllegalStateException("this process does the work of " + plane + " itself"));
    }

    /**
     * Lets the others find this process.
     *
     * @param name kept across its lives
     * @param address where it takes their calls, from now on
     */
    public void join(String name, String address) {
        me = Optional.of(new Me(name, address));
        renew();
        every(RENEWAL, this::renew);
    }

    /** Lets the others know that this process takes no more calls. */
    public void leave() {
        Optional<Me> gone = me;
        me = Optional.empty();
        gone.ifPresent(left -> guarded(() -> directory.leave(left.name, left.address)));
    }

    /** Why each plane that was looked for in vain does not answer, asked now; empty when all do. */
    public Map<Role, String> missing() {
        Map<Role, String> missing = new LinkedHashMap<>();
        pools.forEach((plane, pool) -> pool.silence().ifPresent(why -> missing.put(plane, why)));
        return missing;
    }

    /** Waits until no plane is missing, but no longer than that; what is missing then. */
    public Map<Role, String> await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Map<Role, String> missing = missing();
        while (!missing.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            missing = missing();
        }
        return missing;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        pools.values().forEach(PlanePool::close);
    }

    private void renew() {
        guarded(() -> {
            Optional<Me> alive = me; // read under the lock, so that nobody is noted again who has left
            if (alive.isPresent()) {
                directory.note(alive.get().name, alive.get().address, own, LIFE);
            }
        });
    }

    private void look() {
        guarded(() -> {
            Map<Role, List<String>> alive = directory.alive();
            pools.forEach((plane, pool) -> pool.lead(alive.getOrDefault(plane, List.of())));
        });
    }

    private void every(Duration pause, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    // Said once per outage; a task that throws would never be run again.
    private synchronized void guarded(Task task) {
        try {
            task.run();
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (!failing) {
                LOG.warn("the directory of processes cannot be reached, what is known is kept: {}", e.getMessage());
            }
            failing = true;
        }
    }

    private interface Task {
        void run() throws SQLException;
    }
}
