package dev.stepwell.simulation.world;

import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** The queue that all nodes share. It loses hints, repeats them, mixes them up, and forgets everything when told to. */
public final class SimQueue {
    private final Surroundings around;
    private final Map<Lane, List<Offer>> offers = new HashMap<>();
    private final LinkedHashSet<ExecutionKey> ready = new LinkedHashSet<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** An empty queue. */
    public SimQueue(Surroundings around) {
        this.around = around;
    }

    private record Lane(TenantId tenant, TaskLine line) {}

    private record Listener(Life life, BiConsumer<TenantId, TaskLine> onOffer, Runnable onReady) {}

    /** Forgets everything. */
    public void flush() {
        if (!offers.isEmpty() || !ready.isEmpty()) {
            around.marks().reach(Mark.FLUSHED);
        }
        around.trace().note("the queue is flushed");
        offers.clear();
        ready.clear();
    }

    /** The queue as one life of a node sees it. */
    public Queue of(Life life) {
        return new View(life);
    }

    private boolean loses() {
        boolean lost = around.strikes(Faults::queueLoses);
        if (lost) {
            around.marks().reach(Mark.HINT_LOST);
        }
        return lost;
    }

    private int copies() {
        if (loses()) {
            return 0;
        }
        if (around.strikes(Faults::queueRepeats)) {
            around.marks().reach(Mark.HINT_REPEATED);
            return 2;
        }
        return 1;
    }

    private void offer(Offer offer) {
        Lane lane = new Lane(offer.key().tenant(), offer.line());
        List<Offer> waiting = offers.computeIfAbsent(lane, l -> new ArrayList<>());
        for (int copies = copies(); copies > 0; copies--) {
            boolean overtakes = around.strikes(Faults::queueReorders);
            waiting.add(overtakes ? around.random().nextInt(waiting.size() + 1) : waiting.size(), offer);
        }
        tell(listener -> listener.onOffer.accept(lane.tenant, lane.line));
    }

    private void ready(ExecutionKey key) {
        if (copies() > 0) {
            ready.add(key);
        }
        tell(listener -> listener.onReady.run());
    }

    private void tell(java.util.function.Consumer<Listener> call) {
        for (Iterator<Listener> i = listeners.iterator(); i.hasNext(); ) {
            Listener listener = i.next();
            if (listener.life.isDead()) {
                i.remove();
            } else if (!loses()) {
                listener.life.after(Seeds.between(around.random(), 50, 5_000), () -> call.accept(listener));
            }
        }
    }

    private final class View implements Queue {
        private final Life life;

        View(Life life) {
            this.life = life;
        }

        private void way() {
            life.await(Seeds.between(around.random(), 50, 1_000));
        }

        @Override
        public void offer(List<Offer> list) {
            way();
            list.forEach(SimQueue.this::offer);
        }

        @Override
        public Optional<Offer> take(TenantId tenant, TaskLine line) {
            way();
            List<Offer> waiting = offers.getOrDefault(new Lane(tenant, line), List.of());
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Offer taken = waiting.remove(0);
            return loses() ? Optional.empty() : Optional.of(taken);
        }

        @Override
        public void onOffer(BiConsumer<TenantId, TaskLine> listener) {
            listeners.add(new Listener(life, listener, () -> {}));
        }

        @Override
        public void ready(List<ExecutionKey> executions, ToDoubleFunction<TenantId> weight) {
            way();
            executions.forEach(SimQueue.this::ready);
        }

        @Override
        public List<ExecutionKey> takeReady(int max) {
            way();
            List<ExecutionKey> taken = new ArrayList<>();
            for (Iterator<ExecutionKey> i = ready.iterator(); i.hasNext() && taken.size() < max; ) {
                ExecutionKey key = i.next();
                i.remove();
                if (!loses()) {
                    taken.add(key);
                }
            }
            return taken;
        }

        @Override
        public void onReady(Runnable listener) {
            listeners.add(new Listener(life, (tenant, arn) -> {}, listener));
        }
    }
}
