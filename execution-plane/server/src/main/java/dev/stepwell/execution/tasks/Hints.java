package dev.stepwell.execution.tasks;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue's hints, which are not asked for where the queue has just said that there are none and nothing has been heard since. News may
 * get lost, so such an answer is believed for a moment only.
 */
final class Hints {
    private static final Duration BELIEVED = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;

    private final Queue queue;
    private final Clock clock;
    private final Map<Line.Name, Object> asking = new HashMap<>();
    private final LinkedHashMap<Line.Name, Instant> none = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Line.Name, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Hints(Queue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** Gives a hint to all nodes. */
    void offer(List<Offer> offers) {
        offers.forEach(offer -> heard(new Line.Name(offer.key().tenant(), offer.line())));
        queue.offer(offers);
    }

    /** There may be a hint now. */
    synchronized void heard(Line.Name name) {
        none.remove(name);
        asking.remove(name);
    }

    /** Takes a hint for a line; empty when none is known. */
    Optional<Offer> take(Line.Name name) {
        Object question = new Object();
        synchronized (this) {
            Instant until = none.get(name);
            if (until != null && clock.now().isBefore(until)) {
                return Optional.empty();
            }
            asking.put(name, question);
        }
        Optional<Offer> hint = queue.take(name.tenant(), name.line());
        synchronized (this) {
            boolean nothingHeard = asking.remove(name, question);
            if (hint.isEmpty() && nothingHeard) {
                none.put(name, clock.now().plus(BELIEVED));
            }
        }
        return hint;
    }
}
