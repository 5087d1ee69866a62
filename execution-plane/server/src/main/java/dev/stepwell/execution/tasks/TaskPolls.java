package dev.stepwell.execution.tasks;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where workers wait for tasks (GetActivityTask, PollForActivityTask, PollForDecisionTask). An offer goes to a poll parked here if there is one, else into the queue
 * for all nodes. Hints may be stale or repeated: whether a task is still on offer its execution decides, and its Started record is
 * durable before the worker hears of the task (law 9).
 */
public final class TaskPolls implements Effects.Offers {
    /** The most polls of one line, as AWS has it. */
    public static final int PER_LINE = 1_000;

    /** The most polls of all lines on one node. */
    public static final int PER_NODE = 20_000;

    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** The most workers that stay for one line, on one node. */
    public static final int SHIFTS_PER_LINE = 1_000;

    private final Queue queue;
    private final Hints hints;
    private final Calls calls;
    private final Clock clock;
    private final Rng rng;
    private final Map<Line.Name, Line> lines = new HashMap<>();
    private final Set<Line.Name> heard = new HashSet<>();
    private int polls;
    private boolean sweeping;
    private boolean closed;

    /** A place where nobody waits yet. */
    public TaskPolls(Queue queue, Calls calls, Clock clock, Rng rng) {
        this.queue = queue;
        this.hints = new Hints(queue, clock);
        this.calls = calls;
        this.clock = clock;
        this.rng = rng;
    }

    /** Begins to listen for offers of other nodes. */
    public void start() {
        queue.onOffer((tenant, line) -> listen(new Line.Name(tenant, line)));
    }

    /**
     * Asks for a task of a line.
     *
     * @param worker what the worker calls itself
     * @param hold how long the poll may be held
     * @throws TooManyPolls when too many wait already
     */
    public Poll poll(TenantId tenant, TaskLine line, Optional<String> worker, Duration hold) {
        Line.Name name = new Line.Name(tenant, line);
        Poll poll = park(name, worker, hold);
        serve(name);
        return poll;
    }

    /**
     * Lets a worker stay for the tasks of some lines; it has no credit yet.
     *
     * @param worker what the worker calls itself
     * @param taker gets each task with its line, once it is durably handed out, on any thread; it must not wait
     * @throws TooManyPolls when too many stay already
     */
    public Shift stay(
            TenantId tenant,
            List<TaskLine> waitedIn,
            Optional<String> worker,
            BiConsumer<TaskLine, Reply.HandedOut> taker) {
        List<Line.Name> names = waitedIn.stream()
                .distinct()
                .map(line -> new Line.Name(tenant, line))
                .toList();
        Shift shift = new Shift(this, names, worker, taker);
        synchronized (this) {
            for (Line.Name name : names) {
                Line line = lines.get(name);
                if (line != null && line.shifts() >= SHIFTS_PER_LINE) {
                    throw new TooManyPolls();
                }
            }
            shift.over = closed;
            if (!closed) {
                names.forEach(name -> lines.computeIfAbsent(name, Line::new).join(shift));
            }
        }
        return shift;
    }

    void grant(Shift shift, int tasks) {
        boolean waits;
        synchronized (this) {
            shift.credit += tasks;
            waits = !shift.over && shift.credit > 0;
        }
        if (waits && tasks > 0) {
            shift.lines().forEach(this::serve);
        }
    }

    void end(Shift shift) {
        synchronized (this) {
            shift.over = true;
            for (Line.Name name : shift.lines()) {
                Line line = lines.get(name);
                if (line != null) {
                    line.leave(shift);
                    drop(line);
                }
            }
        }
    }

    synchronized boolean isQuiet(Shift shift) {
        return shift.over && shift.busy == 0;
    }

    private Poll park(Line.Name name, Optional<String> worker, Duration hold) {
        Poll poll;
        boolean sweep;
        synchronized (this) {
            Line line = lines.computeIfAbsent(name, Line::new);
            poll = new Poll(this, line, worker, clock.now().plus(hold));
            if (line.polls() >= PER_LINE || polls >= PER_NODE) {
                throw new TooManyPolls();
            }
            if (closed) {
                poll.complete(Optional.empty());
                return poll;
            }
            line.park(poll);
            polls++;
            sweep = !sweeping;
            sweeping = true;
        }
        if (sweep) {
            clock.after(SWEEP, this::sweep);
        }
        return poll;
    }

    /** Offers a task: to the poll that has waited longest here, or to all nodes. */
    @Override
    public void offer(Offer offer) {
        if (!handOutHere(offer)) {
            hints.offer(List.of(offer));
        }
    }

    @Override
    public Optional<Effects.Taker> taker(Offer offer) {
        Poll poll = call(new Line.Name(offer.key().tenant(), offer.line()));
        return poll == null
                ? Optional.empty()
                : Optional.of(new Called(poll, offer, rng.generator().nextLong()));
    }

    /** A poll to which a turn hands a task out. */
    private final class Called implements Effects.Taker {
        private final Poll poll;
        private final Offer offer;
        private final long question;

        Called(Poll poll, Offer offer, long question) {
            this.poll = poll;
            this.offer = offer;
            this.question = question;
        }

        @Override
        public Optional<String> worker() {
            return poll.worker();
        }

        @Override
        public long question() {
            return question;
        }

        @Override
        public void handedOut(Reply.HandedOut task) {
            endBusy(poll, Optional.of(task));
        }

        @Override
        public void askItself() {
            handOut(poll, offer, question);
        }

        @Override
        public void waitOn() {
            TaskPolls.this.waitOn(poll);
        }
    }

    /** Offers tasks again whose hints may have been lost. */
    public void offerAgain(List<Offer> offers) {
        List<Offer> rest = new ArrayList<>();
        for (Offer offer : offers) {
            if (!handOutHere(offer)) {
                rest.add(offer);
            }
        }
        if (!rest.isEmpty()) {
            hints.offer(rest);
        }
    }

    /** Answers all polls empty, and every later one at once: the node is being drained. */
    public void close() {
        List<Poll> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (Line line : List.copyOf(lines.values())) {
                all.addAll(line.takeOver(Instant.MAX));
                drop(line);
            }
            polls -= all.size();
        }
        all.forEach(poll -> poll.complete(Optional.empty()));
    }

    /** How many polls are held. */
    public synchronized int held() {
        return polls;
    }

    private boolean handOutHere(Offer offer) {
        Poll poll = call(new Line.Name(offer.key().tenant(), offer.line()));
        if (poll != null) {
            handOut(poll, offer, rng.generator().nextLong());
        }
        return poll != null;
    }

    /** Takes hints for the polls of a line for as long as there are both. */
    private void serve(Line.Name name) {
        while (hasParked(name)) {
            Optional<Offer> offer = hints.take(name);
            if (offer.isEmpty()) {
                return;
            }
            if (!handOutHere(offer.get())) {
                hints.offer(List.of(offer.get())); // the poll has ended meanwhile: it must not swallow the task
                return;
            }
        }
    }

    /** @param question its number: asked again under the same one, the execution answers the same */
    private void handOut(Poll poll, Offer offer, long question) {
        calls.call(offer.key(), new Input.HandOut(0, offer.task(), poll.worker(), question))
                .whenComplete((answer, failure) -> {
                    if (answer instanceof Reply.HandedOut handedOut) {
                        endBusy(poll, Optional.of(handedOut));
                    } else if (mayBeHandedOut(failure) && !isOver(poll)) {
                        clock.after(AGAIN, () -> handOut(poll, offer, question));
                    } else {
                        waitOn(poll);
                    }
                });
    }

    /** Nobody knows whether the task is this poll's by now: given up, it would be nobody's until it times out. */
    private static boolean mayBeHandedOut(@Nullable Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return why instanceof NotDone.Unavailable;
    }

    private synchronized boolean isOver(Poll poll) {
        return closed || poll.isOver(clock.now());
    }

    /** The hint was stale, or the execution cannot be had: what is still on offer is offered again by the reconciler. */
    private void waitOn(Poll poll) {
        boolean over;
        synchronized (this) {
            over = closed || poll.isOver(clock.now());
            if (!over) {
                poll.line().parkAgain(poll);
            }
        }
        if (over) {
            endBusy(poll, Optional.empty());
        } else {
            clock.soon(() -> serve(poll.line().name()));
        }
    }

    private void endBusy(Poll poll, Optional<Reply.HandedOut> result) {
        synchronized (this) {
            poll.line().endBusy(poll);
            if (poll.shift() == null) {
                polls--;
            }
            drop(poll.line());
        }
        poll.complete(result);
    }

    /** Ends a poll that is parked; one to which a task is just being handed out ends by itself. */
    void end(Poll poll) {
        boolean parked;
        synchronized (this) {
            parked = poll.line().remove(poll);
            if (parked) {
                polls--;
                drop(poll.line());
            }
        }
        if (parked) {
            poll.complete(Optional.empty());
        }
    }

    private void sweep() {
        Instant now = clock.now();
        List<Poll> over = new ArrayList<>();
        synchronized (this) {
            for (Line line : List.copyOf(lines.values())) {
                List<Poll> ended = line.takeOver(now);
                polls -= ended.size();
                drop(line);
                over.addAll(ended);
            }
            sweeping = polls > 0;
            if (sweeping) {
                clock.after(SWEEP, this::sweep);
            }
        }
        over.forEach(poll -> poll.complete(Optional.empty()));
    }

    private void drop(Line line) {
        if (line.isEmpty()) {
            lines.remove(line.name(), line);
        }
    }

    private synchronized boolean hasParked(Line.Name name) {
        Line line = lines.get(name);
        return !closed && line != null && line.waits();
    }

    private synchronized @Nullable Poll call(Line.Name name) {
        Line line = lines.get(name);
        return line == null || closed ? null : line.call(this);
    }

    private void listen(Line.Name name) {
        hints.heard(name);
        synchronized (this) {
            Line line = lines.get(name);
            if (closed || line == null || !line.waits() || !heard.add(name)) {
                return;
            }
        }
        clock.soon(() -> {
            synchronized (this) {
                heard.remove(name);
            }
            serve(name);
        });
    }
}
