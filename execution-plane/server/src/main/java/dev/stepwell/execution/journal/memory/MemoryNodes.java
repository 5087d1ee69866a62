package dev.stepwell.execution.journal.memory;

import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of nodes. Guarded by the store's lock. */
final class MemoryNodes {
    private final TreeMap<String, Life> byName = new TreeMap<>();

    private record Life(NodeRow node, Instant expiresAt) {}

    void join(NodeRow node, Instant expiresAt) {
        byName.put(node.name(), new Life(node, expiresAt));
    }

    boolean renew(Incarnation incarnation, Instant now, Duration life) {
        Optional<Life> known = find(incarnation);
        known.ifPresent(own -> {
            if (own.expiresAt().isAfter(now)) {
                byName.values()
                        .removeIf(other -> other != own && !other.expiresAt().isAfter(now));
            }
            join(own.node(), now.plus(life));
        });
        return known.isPresent();
    }

    void leave(Incarnation incarnation) {
        byName.values().removeIf(life -> life.node().incarnation().equals(incarnation));
    }

    List<NodeRow> alive(Instant now) {
        return byName.values().stream()
                .filter(life -> life.expiresAt().isAfter(now))
                .map(Life::node)
                .toList();
    }

    boolean isEnded(Incarnation incarnation) {
        return find(incarnation).isEmpty();
    }

    boolean isAlive(Incarnation incarnation, Instant now) {
        return find(incarnation).filter(l -> l.expiresAt().isAfter(now)).isPresent();
    }

    Optional<String> address(Incarnation incarnation) {
        return find(incarnation).map(l -> l.node().address());
    }

    private Optional<Life> find(Incarnation incarnation) {
        return byName.values().stream()
                .filter(life -> life.node().incarnation().equals(incarnation))
                .findFirst();
    }
}
