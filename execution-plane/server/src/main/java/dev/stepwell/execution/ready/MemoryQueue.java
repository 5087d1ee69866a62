package dev.stepwell.execution.ready;

import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * A queue in memory, for nodes of one process: what tests and the simulator use, with switches for what a real queue may do to a hint.
 * Takes from tenants in turn, whatever their weights.
 */
public final class MemoryQueue implements Queue {
    private final Map<String, TreeMap<Integer, LinkedHashSet<Offer>>> offers = new HashMap<>();
    private final LinkedHashMap<TenantId, LinkedHashSet<ExecutionKey>> ready = new LinkedHashMap<>();
    private final List<BiConsumer<TenantId, TaskLine>> offerListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> readyListeners = new CopyOnWriteArrayList<>();
    private int lose;
    private int repeat;
    private boolean absent;

    /** The next hints that are noted are lost. */
    public synchronized void lose(int hints) {
        lose = hints;
    }

    /** The next hints that are taken stay where they are as well. */
    public synchronized void repeat(int hints) {
        repeat = hints;
    }

    /** Forgets everything. */
    public synchronized void forgetAll() {
        offers.clear();
        ready.clear();
    }

    /** While it is absent nothing is noted and nothing is taken. */
    public synchronized void absent(boolean now) {
        absent = now;
    }

    /** How many hints it holds. */
    public synchronized int size() {
        return offers.values().stream()
                        .flatMap(line -> line.values().stream())
                        .mapToInt(LinkedHashSet::size)
                        .sum()
                + ready.values().stream().mapToInt(LinkedHashSet::size).sum();
    }

    @Override
    public void offer(List<Offer> all) {
        List<Offer> noted = new ArrayList<>();
        synchronized (this) {
            for (Offer offer : all) {
                if (!isLost()) {
                    offers.computeIfAbsent(
                                    name(offer.key().tenant(), offer.line()),
                                    n -> new TreeMap<>(Comparator.reverseOrder()))
                            .computeIfAbsent(offer.priority(), p -> new LinkedHashSet<>())
                            .add(offer);
                    noted.add(offer);
                }
            }
        }
        for (Offer offer : noted) {
            offerListeners.forEach(l -> l.accept(offer.key().tenant(), offer.line()));
        }
    }

    @Override
    public synchronized Optional<Offer> take(TenantId tenant, TaskLine line) {
        TreeMap<Integer, LinkedHashSet<Offer>> waiting = offers.get(name(tenant, line));
        if (absent || waiting == null || waiting.isEmpty()) {
            return Optional.empty();
        }
        LinkedHashSet<Offer> first = waiting.firstEntry().getValue();
        Offer offer = first.getFirst();
        if (!isRepeated()) {
            first.remove(offer);
        }
        if (first.isEmpty()) {
            waiting.remove(offer.priority());
        }
        return Optional.of(offer);
    }

    @Override
    public void onOffer(BiConsumer<TenantId, TaskLine> listener) {
        offerListeners.add(listener);
    }

    @Override
    public void ready(List<ExecutionKey> executions, ToDoubleFunction<TenantId> weight) {
        boolean noted = false;
        synchronized (this) {
            for (ExecutionKey key : executions) {
                if (!isLost()) {
                    ready.computeIfAbsent(key.tenant(), t -> new LinkedHashSet<>())
                            .add(key);
                    noted = true;
                }
            }
        }
        if (noted) {
            readyListeners.forEach(Runnable::run);
        }
    }

    @Override
    public synchronized List<ExecutionKey> takeReady(int max) {
        List<ExecutionKey> taken = new ArrayList<>();
        while (!absent && taken.size() < max && !ready.isEmpty()) {
            Map.Entry<TenantId, LinkedHashSet<ExecutionKey>> first = ready.firstEntry();
            ready.remove(first.getKey());
            Iterator<ExecutionKey> line = first.getValue().iterator();
            ExecutionKey key = line.next();
            taken.add(key);
            if (!isRepeated()) {
                line.remove();
            }
            if (!first.getValue().isEmpty()) {
                ready.put(first.getKey(), first.getValue());
            }
        }
        return taken;
    }

    @Override
    public void onReady(Runnable listener) {
        readyListeners.add(listener);
    }

    private boolean isLost() {
        return absent || lose-- > 0;
    }

    private boolean isRepeated() {
        return repeat-- > 0;
    }

    private static String name(TenantId tenant, TaskLine line) {
        return tenant + " " + line;
    }
}
