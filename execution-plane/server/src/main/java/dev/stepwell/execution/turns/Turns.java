package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.fairness.Turnstile;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way in: everything that happens to an execution enters here (law 4). A stage that is returned ends only after the commit of the
 * turn that handled the input (law 9), or with a {@link NotDone}.
 */
public final class Turns {
    private final Clock clock;
    private final Committer committer;
    private final Bounds bounds;
    private final Holdings holdings;
    private final TurnWork work;
    private final Turnstile starting;
    private final Holds holds;
    private volatile boolean closed = true;
    private volatile @Nullable CompletableFuture<Void> drained;

    /**
     * Closed until {@link #open}.
     *
     * @param me this node's present life
     */
    public Turns(
            Store store,
            Clock clock,
            Rng rng,
            Supplier<Incarnation> me,
            Machinery machinery,
            Committer committer,
            Bounds bounds) {
        this.clock = clock;
        this.committer = committer;
        this.bounds = bounds;
        this.holds = machinery.holds();
        this.holdings = new Holdings(bounds.heldBytes());
        Loading loading = new Loading(new Loader(store, clock, me), me, machinery.programs());
        TurnMaking making = new TurnMaking(store, clock, rng, machinery);
        this.work = new TurnWork(clock, committer, bounds, holdings, loading, making, machinery.bounds());
        this.starting = new Turnstile(work::startPlaces, clock, machinery.bounds()::weight);
    }

    /** Begins to take inputs; what they lead to leaves by the given effects. */
    public void open(Effects effects) {
        work.open(effects, this::enqueue, this::noteRest);
        closed = false;
    }

    /**
     * Begins an execution: its first turn, up to where it blocks, is one commit with its birth, and this node owns it afterwards.
     * Ends with {@link NotDone.NameTaken} when the name is taken, be it by this very execution that was started before, {@link NotDone.Overloaded} when the node has enough to do, and
     * the tenant its share of it.
     */
    public CompletionStage<Reply.Answer> start(ExecutionKey key, Birth birth) {
        CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new NotDone.Unavailable("the node is shutting down"));
            return answer;
        }
        if (isOverloaded(key.tenant())) {
            answer.completeExceptionally(tooManyStarts());
            return answer;
        }
        Optional<Held> unborn = holdings.unborn(key, birth);
        if (unborn.isEmpty()) {
            answer.completeExceptionally(new NotDone.Unavailable("the execution is there already, or about to be"));
            return answer;
        }
        Held held = unborn.get();
        Waiting start = new Waiting(
                new Input.Start(birth.facts(), birth.input(), birth.variables()),
                clock.now().plus(bounds.patience()),
                answer);
        if (held.add(start, bounds) == Held.Taken.WAKES) {
            // Taken in by the same turn, so that nothing of the execution is done before it is held.
            holds.of(key.tenant(), birth.facts()).ifPresent(pause -> held.add(Waiting.forNobody(pause), bounds));
            starting.enter(key.tenant(), visit -> {
                answer.whenComplete((ok, failure) -> visit.leave());
                work.begin(held);
            });
        }
        return answer;
    }

    /** Throws {@link NotDone.Overloaded} when a start of the tenant would be refused now: to be told so before any work costs least. */
    public void admitStart(TenantId tenant) throws NotDone {
        if (isOverloaded(tenant)) {
            throw tooManyStarts();
        }
    }

    private static NotDone tooManyStarts() {
        return new NotDone.Overloaded("too many executions are being started");
    }

    /** Finishing comes before starting; and of those who start, whoever starts most waits for room, or is sent away. */
    private boolean isOverloaded(TenantId tenant) {
        return committer.delay(tenant).compareTo(bounds.startDelay()) > 0
                || starting.delay(tenant).compareTo(bounds.startDelay()) > 0
                || starting.isFull(tenant, bounds.starts());
    }

    /**
     * Brings an input to an execution that this node holds or may take over. The call id that it carries is replaced. Ends with
     * {@link Reply.Accepted} for inputs that machines do not answer, and with {@link NotDone.HeldElsewhere} when another live node
     * owns the execution. What nobody waits for (Continue, Wake, Inbox) is never given up
     * while the node lives.
     */
    public CompletionStage<Reply.Answer> deliver(ExecutionKey key, Input input) {
        CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new NotDone.Unavailable("the node is shutting down"));
            return answer;
        }
        Instant until = Waiting.isPrompt(input) ? Instant.MAX : clock.now().plus(bounds.patience());
        enqueue(key, new Waiting(input, until, answer));
        return answer;
    }

    /** Carries out again what an execution still waits for, because an effect of it could not be carried out when it was due. */
    public void repeat(ExecutionKey key) {
        enqueue(key, Waiting.prompt(true));
    }

    /** Whether this node has the execution at hand, so that a call for it need not go anywhere else. */
    public boolean holds(ExecutionKey key) {
        return holdings.find(key) != null;
    }

    /** Lets go of everything: this node's life has been ended. What waits is tried again in the next life. */
    public void dropAll() {
        for (Held held : holdings.dropAll()) {
            held.retire();
        }
    }

    /** Takes nothing more in; the stage ends when what was taken in is done. */
    public CompletionStage<Void> drain() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        drained = done;
        closed = true;
        noteRest();
        return done;
    }

    /** How many executions are at hand. */
    public int held() {
        return holdings.size();
    }

    private void enqueue(ExecutionKey key, Waiting input) {
        while (true) {
            Held held = holdings.hold(key);
            switch (held.add(input, bounds)) {
                case QUEUED -> {
                    return;
                }
                case WAKES -> {
                    holdings.forgetIdle(key);
                    work.begin(held);
                    return;
                }
                case FULL -> {
                    input.answer().completeExceptionally(new NotDone.Overloaded("too much waits for this execution"));
                    return;
                }
                case GONE -> holdings.remove(held);
            }
        }
    }

    private void noteRest() {
        CompletableFuture<Void> done = drained;
        if (done != null && work.busy() == 0) {
            done.complete(null);
        }
    }
}
