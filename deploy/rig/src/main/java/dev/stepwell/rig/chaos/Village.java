package dev.stepwell.rig.chaos;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Measures;
import dev.stepwell.rig.house.RedisServer;
import dev.stepwell.rig.house.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The nodes of one run: the first has the stores, the others share them. */
final class Village implements AutoCloseable {
    /** Longer than a lease lasts. */
    private static final Duration FROZEN = Duration.ofSeconds(16);

    private final List<House> houses = new ArrayList<>();

    /** Starts so many nodes. */
    Village(Path deploy, Path folder, int nodes, int functionPort) {
        List<String> options = List.of("--lambda-endpoint", "http://127.0.0.1:" + functionPort);
        House first = new House(deploy, folder.resolve("a"), options);
        houses.add(first);
        first.up();
        for (int i = 1; i < nodes; i++) {
            Settings stores = first.stores();
            List<String> more = new ArrayList<>(options);
            more.addAll(List.of("--postgres", stores.get("STEPWELL_POSTGRES")));
            more.addAll(List.of("--redis", stores.get("STEPWELL_REDIS")));
            more.addAll(
                    List.of("--master-key", first.data().resolve("master.key").toString()));
            more.addAll(List.of("--allow-network", "127.0.0.0/8"));
            House other = new House(deploy, folder.resolve(String.valueOf((char) ('a' + i))), more);
            houses.add(other);
            other.up();
        }
    }

    Settings credentials() {
        return houses.get(0).credentials();
    }

    List<URI> endpoints() {
        return houses.stream().map(House::endpoint).toList();
    }

    /** Lets it happen, and returns when all nodes run again. */
    void suffer(Trouble trouble) throws InterruptedException {
        House first = houses.get(0);
        switch (trouble) {
            case KILL -> {
                first.kill();
                first.up();
            }
            case KILL_AND_FLUSH -> {
                RedisServer.of(first).flushAll();
                first.kill();
                RedisServer.of(first).flushAll();
                first.up();
            }
            case KILL_ONE_FREEZE_ONE -> {
                houses.get(1).kill();
                houses.get(2).freeze();
                Thread.sleep(FROZEN);
                houses.get(2).thaw();
                houses.get(1).up();
            }
        }
    }

    /** Turns that were tried to be written and had been overtaken, on all nodes since they last started. */
    long staleTurns() {
        return houses.stream()
                .mapToLong(house -> Measures.of(house.endpoint()).staleTurns())
                .sum();
    }

    /** The stores go last. */
    @Override
    public void close() {
        for (int i = houses.size() - 1; i >= 0; i--) {
            houses.get(i).close();
        }
    }
}
