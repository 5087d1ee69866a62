package dev.stepwell.rig.house;

import dev.stepwell.rig.proxy.Link;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nodes of one installation. The first has the stores; each other reaches them over links of its own, and clients reach the last one over
 * a link, so that all of these can be broken.
 */
public final class Village implements AutoCloseable {
    private final List<House> houses = new ArrayList<>();
    private final List<Link> toPostgres = new ArrayList<>();
    private final List<Link> toRedis = new ArrayList<>();
    private final List<Link> toLast = new ArrayList<>();

    /** Starts so many nodes, with further options of {@code deploy/up} for all of them. */
    public Village(Path deploy, Path folder, int nodes, List<String> options, long seed) {
        try {
            open(deploy, folder, nodes, options, seed);
        } catch (RuntimeException e) {
            close(); // those that did start
            throw e;
        }
    }

    private void open(Path deploy, Path folder, int nodes, List<String> options, long seed) {
        House first = new House(deploy, folder.resolve("a"), options);
        houses.add(first);
        first.up();
        for (int i = 1; i < nodes; i++) {
            addNeighbour(deploy, folder.resolve(String.valueOf((char) ('a' + i))), options, seed + i);
        }
        if (nodes > 1) {
            toLast.add(Link.to(houses.getLast().endpoint().getPort(), seed));
        }
    }

    private void addNeighbour(Path deploy, Path data, List<String> options, long seed) {
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
        more.addAll(List.of("--master-key", first.data().resolve("master.key").toString()));
        more.addAll(List.of("--allow-network", "127.0.0.0/8"));
        House other = new House(deploy, data, more);
        houses.add(other);
        other.up();
    }

    /** Its nodes; the first has the stores. */
    public List<House> nodes() {
        return List.copyOf(houses);
    }

    /** The node that has the stores. */
    public House first() {
        return houses.getFirst();
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
        Stream<URI> direct =
                houses.stream().limit(houses.size() - (long) toLast.size()).map(House::endpoint);
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
