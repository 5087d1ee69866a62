package dev.stepwell.rig.house;

import dev.stepwell.rig.proxy.Link;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes of one installation. The first has the stores, and each other reaches them over links of its own, unless they are somebody else's; clients
 * reach the last one over a link. So all of these can be broken.
 */
public final class Village implements AutoCloseable {
    private final List<House> houses = new ArrayList<>();
    private final Optional<BentClock> clock;
    private final List<Link> toPostgres = new ArrayList<>();
    private final List<Link> toRedis = new ArrayList<>();
    private final List<Link> toLast = new ArrayList<>();

    /**
     * Starts so many nodes.
     *
     * @param options further options of {@code deploy/up} for all of them
     * @param clock what the last node, which then is only an execution node, is told of the time; empty when that is the truth
     * @param stores the options that say where stores are which are somebody else's; empty when the first node has its own
     */
    public Village(
            Path deploy,
            Path folder,
            int nodes,
            List<String> options,
            List<String> stores,
            Optional<BentClock> clock,
            long seed) {
        this.clock = clock;
        try {
            open(deploy, folder, nodes, options, stores, seed);
        } catch (RuntimeException e) {
            close(); // those that did start
            throw e;
        }
    }

    private void open(Path deploy, Path folder, int nodes, List<String> options, List<String> stores, long seed) {
        List<String> all = new ArrayList<>(options);
        all.addAll(stores);
        all.addAll(List.of("--allow-network", "127.0.0.0/8"));
        House first = new House(deploy, folder.resolve("a"), all);
        houses.add(first);
        first.up();
        all.addAll(List.of("--master-key", first.data().resolve("master.key").toString()));
        for (int i = 1; i < nodes; i++) {
            List<String> own = stores.isEmpty() ? linked(all, seed + i) : all;
            Path data = folder.resolve(String.valueOf((char) ('a' + i)));
            boolean bent = i == nodes - 1 && clock.isPresent();
            House other = bent ? bent(deploy, data, own, clock.get()) : new House(deploy, data, own);
            houses.add(other);
            other.up();
        }
        if (nodes > 1 && clock.isEmpty()) {
            toLast.add(Link.to(houses.getLast().endpoint().getPort(), seed));
        }
    }

    /** Clients sign with the time, so a node with another time serves none. */
    private static House bent(Path deploy, Path data, List<String> options, BentClock clock) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--role", "execution"));
        return new House(deploy, data, all, clock.environment());
    }

    /** Options and the way to the first node's stores, over links that can be broken. */
    private List<String> linked(List<String> options, long seed) {
        House first = houses.getFirst();
        PostgresServer postgres = PostgresServer.of(first);
        RedisServer redis = RedisServer.of(first);
        Link postgresLink = Link.toPostgres(postgres.port(), seed);
        Link redisLink = Link.to(redis.port(), seed);
        toPostgres.add(postgresLink);
        toRedis.add(redisLink);
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of("--postgres", postgres.urlBy(postgresLink.port())));
        more.addAll(List.of("--redis", redis.urlBy(redisLink.port())));
        return more;
    }

    /** Its nodes; the first has the stores. */
    public List<House> nodes() {
        return List.copyOf(houses);
    }

    /** The node that has the stores. */
    public House first() {
        return houses.getFirst();
    }

    /** What the last node takes for the time. */
    public BentClock clock() {
        return clock.orElseThrow();
    }

    /** How each node but the first reaches PostgreSQL. */
    public List<Link> toPostgres() {
        return List.copyOf(toPostgres);
    }

    /** How each node but the first reaches Redis. */
    public List<Link> toRedis() {
        return List.copyOf(toRedis);
    }

    /** How clients and workers reach the last node; empty where there is only one. */
    public List<Link> toLast() {
        return List.copyOf(toLast);
    }

    /** Where its clients ask. */
    public List<URI> endpoints() {
        int others = clock.isPresent() ? 1 : toLast.size();
        Stream<URI> direct =
                houses.stream().limit(houses.size() - (long) others).map(House::endpoint);
        return Stream.concat(direct, toLast.stream().map(link -> URI.create("http://127.0.0.1:" + link.port())))
                .toList();
    }

    /** Makes a tenant, and returns its credentials. */
    public Settings newTenant(String name) {
        return Settings.of(first().operate("tenant", "create", name).lines().toList());
    }

    /** Turns that were tried to be written and had been overtaken, by node, since it last started. */
    public List<Long> staleTurns() {
        return houses.stream()
                .map(house -> Measures.of(house.endpoint()).staleTurns())
                .toList();
    }

    /** The stores go last. */
    @Override
    public void close() {
        for (int i = houses.size() - 1; i >= 0; i--) {
            houses.get(i).close();
        }
        Stream.of(toPostgres, toRedis, toLast).flatMap(List::stream).forEach(Link::close);
    }
}
