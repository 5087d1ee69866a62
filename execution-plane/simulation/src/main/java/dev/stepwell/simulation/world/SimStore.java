package dev.stepwell.simulation.world;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The way of one life of a node to the store. Requests and answers take their time, and the node can die or be paused on the way;
 * calls fail, fail in doubt, and arrive when nobody waits for them any more.
 */
public final class SimStore implements Store {
    private final Surroundings around;
    private final Life life;
    private final Store inner;
    private final CommitWatch watch;

    /**
     * @param inner what is at the end of the way
     */
    public SimStore(Surroundings around, Life life, Store inner, CommitWatch watch) {
        this.around = around;
        this.life = life;
        this.inner = inner;
        this.watch = watch;
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        Supplier<List<Verdict>> body = () -> arrive(group, false);
        Runnable ghost = () -> arrive(group, true);
        life.check();
        try {
            life.await(wayThere());
        } catch (Life.Dead dead) {
            around.marks().reach(Mark.DIED_WRITING);
            if (around.weather().drawn().doubtLate() > 0
                    && around.random().nextBoolean()
                    && around.weather().faults().doubtLate() > 0) {
                arriveLater(ghost);
            }
            throw dead;
        }
        return written("commit", body, ghost);
    }

    private List<Verdict> arrive(List<TurnCommit> group, boolean ghost) {
        CommitWatch.Writer writer = new CommitWatch.Writer(life, ghost || life.isDead(), life.wasAsleep());
        List<Verdict> verdicts = inner.commit(group);
        for (int i = 0; i < group.size(); i++) {
            note(ghost ? "ghost" : "commit", group.get(i), verdicts.get(i));
        }
        watch.decided(writer, group, verdicts);
        return verdicts;
    }

    private void note(String what, TurnCommit turn, Verdict verdict) {
        around.trace()
                .note(life.name() + " " + what + " " + turn.key() + " e"
                        + turn.fence().epoch() + ">"
                        + turn.fence().nextEpoch() + " s" + turn.fence().seq() + ">" + turn.nextSeq() + " "
                        + verdict.getClass().getSimpleName() + " " + summary(turn));
    }

    private static String summary(TurnCommit turn) {
        StringBuilder text = new StringBuilder();
        for (JournalRecord record : turn.records()) {
            text.append(record.eventId())
                    .append(record.change().getClass().getSimpleName())
                    .append(' ');
        }
        return text.toString();
    }

    /** A call that writes, from its arrival on: done or not, and told or not. */
    private <T> T written(String what, Supplier<T> body, Runnable late) {
        if (around.weather().isStoreAway()) {
            throw unreachable(what);
        }
        if (around.strikes(Faults::failBefore)) {
            throw new StoreException(what + " failed", false, null);
        }
        if (around.strikes(Faults::doubtBefore)) {
            life.await(wayBack());
            around.trace().note(life.name() + " " + what + " in doubt, not done");
            around.marks().reach(Mark.DOUBT_WAS_NOT_WRITTEN);
            throw new StoreException(what + " in doubt", true, null);
        }
        if (around.strikes(Faults::doubtLate)) {
            arriveLater(late);
            life.await(wayBack());
            throw new StoreException(what + " in doubt", true, null);
        }
        T answer = body.get();
        boolean lost = around.strikes(Faults::doubtAfter);
        life.await(wayBack());
        if (lost) {
            around.trace().note(life.name() + " " + what + " in doubt, done");
            around.marks().reach(Mark.DOUBT_WAS_WRITTEN);
            throw new StoreException(what + " in doubt", true, null);
        }
        return answer;
    }

    private void arriveLater(Runnable write) {
        around.timeline().after(Seeds.between(around.random(), 1_000, 2_000_000), () -> {
            around.marks().reach(Mark.GHOST_WRITE_ARRIVED);
            write.run();
        });
    }

    private <T> T write(String what, Supplier<T> body) {
        life.check();
        life.await(wayThere());
        return written(what, body, () -> around.trace().note(what + " arrives late: " + body.get()));
    }

    private <T> T read(String what, Supplier<T> body) {
        life.check();
        life.await(wayThere());
        if (around.weather().isStoreAway()) {
            throw unreachable(what);
        }
        if (around.strikes(Faults::readFails)) {
            life.await(wayBack());
            throw new StoreException(what + " failed", false, null);
        }
        T answer = body.get();
        life.await(wayBack());
        return answer;
    }

    private StoreException unreachable(String what) {
        life.await(Seeds.between(around.random(), 1_000, 500_000));
        return new StoreException(what + ": the store cannot be reached", false, null);
    }

    private long wayThere() {
        return around.weather().wayToStore(around.random());
    }

    private long wayBack() {
        return around.weather().wayToStore(around.random());
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        return read("settle", () -> {
            List<Verdict> verdicts = inner.settle(group);
            for (int i = 0; i < group.size(); i++) {
                note("settle", group.get(i), verdicts.get(i));
            }
            return verdicts;
        });
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        return read("load", () -> {
            Optional<LoadedRun> run = inner.load(key);
            if (run.flatMap(LoadedRun::snapshot).isPresent()) {
                around.marks().reach(Mark.SNAPSHOT_LOADED);
            }
            return run;
        });
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        return read("find", () -> inner.find(key));
    }

    @Override
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        return read("find all", () -> inner.findAll(tenant, ids));
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        return read("find by name", () -> inner.findByName(tenant, region, stateMachineName, name));
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        return read("list", () -> inner.list(tenant, query));
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        return read("events", () -> inner.events(key, query));
    }

    @Override
    public Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames) {
        return read("running machines", () -> inner.running(tenant, region, stateMachineNames));
    }

    @Override
    public Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        return write("beat", () -> {
            Pulse taken = inner.beat(key, task, details);
            if (taken != Pulse.NONE) {
                watch.beaten(key, task);
            }
            return taken;
        });
    }

    @Override
    public Map<TaskRef, Beat> beats(ExecutionKey key) {
        return read("beats", () -> inner.beats(key));
    }

    @Override
    public Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks) {
        return read("open", () -> inner.open(tenant, tasks));
    }

    @Override
    public void join(NodeRow node, Duration span) {
        write("join", () -> {
            inner.join(node, span);
            around.trace().note(life.name() + " joins");
            return true;
        });
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration span) {
        return write("renew", () -> {
            Optional<Instant> time = inner.renew(incarnation, span);
            if (time.isEmpty()) {
                around.marks().reach(Mark.FOUND_ITSELF_ENDED);
                around.trace().note(life.name() + " finds itself ended");
            }
            return time;
        });
    }

    @Override
    public void leave(Incarnation incarnation) {
        write("leave", () -> {
            inner.leave(incarnation);
            around.trace().note(life.name() + " leaves");
            return true;
        });
    }

    @Override
    public List<NodeRow> nodes() {
        return read("nodes", inner::nodes);
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        return read("orphans", () -> inner.orphans(limit));
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        return read("wake-ups", () -> inner.wakeUps(slots, until, limit));
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        return read("open offers", () -> inner.openOffers(before, limit));
    }

    @Override
    public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        return read("inbox", () -> inner.inbox(key, limit));
    }

    @Override
    public List<ExecutionKey> receivers(Instant before, int limit) {
        return read("receivers", () -> inner.receivers(before, limit));
    }

    @Override
    public void discardLetters(ExecutionKey key, Instant before) {
        write("discard letters", () -> {
            inner.discardLetters(key, before);
            return true;
        });
    }
}
