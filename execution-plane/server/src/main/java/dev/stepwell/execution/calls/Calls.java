package dev.stepwell.execution.calls;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.leases.Membership;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings an input to wherever its execution is, and the answer back. When the holder cannot be reached the call waits out its lease
 * and then takes the execution over; after {@link #PATIENCE} it ends with {@link NotDone.Unavailable}, which may be tried again.
 */
public final class Calls {
    /** The longest a call is kept waiting: a lease, and the time it takes to take over after it. */
    public static final Duration PATIENCE = Membership.LIFE.plusSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int HINTS = 10_000;

    private final Turns turns;
    private final Net net;
    private final Clock clock;
    private final Map<ExecutionKey, String> hints = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionKey, String> eldest) {
            return size() > HINTS;
        }
    };

    /** Calls between the given turns and the other nodes. */
    public Calls(Turns turns, Net net, Clock clock) {
        this.turns = turns;
        this.net = net;
        this.clock = clock;
    }

    /** Brings an input to its execution; the stage ends after the commit of the turn that took it, or with a {@link NotDone}. */
    public CompletionStage<Reply.Answer> call(ExecutionKey key, Input input) {
        Call call = new Call(key, input, clock.now().plus(PATIENCE));
        String hint = turns.holds(key) ? null : hint(key);
        if (hint == null) {
            call.here();
        } else {
            call.there(hint);
        }
        return call.answer;
    }

    /** Takes a call that another node has forwarded; it is not forwarded again but ends with {@link Net.NotHolder}. */
    public CompletionStage<Reply.Answer> answer(ExecutionKey key, Input input) {
        CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();
        turns.deliver(key, input).whenComplete((reply, failure) -> {
            Throwable why = unwrap(failure);
            if (why == null) {
                answer.complete(reply);
            } else {
                answer.completeExceptionally(why instanceof NotDone.HeldElsewhere ? new Net.NotHolder() : why);
            }
        });
        return answer;
    }

    private @Nullable String hint(ExecutionKey key) {
        synchronized (hints) {
            return hints.get(key);
        }
    }

    private void learn(ExecutionKey key, @Nullable String address) {
        synchronized (hints) {
            if (address == null) {
                hints.remove(key);
            } else {
                hints.put(key, address);
            }
        }
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** One call on its way. */
    private final class Call {
        private final ExecutionKey key;
        private final Input input;
        private final Instant until;
        private final CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();

        Call(ExecutionKey key, Input input, Instant until) {
            this.key = key;
            this.input = input;
            this.until = until;
        }

        void here() {
            turns.deliver(key, input).whenComplete((reply, failure) -> {
                Throwable why = unwrap(failure);
                if (why == null) {
                    answer.complete(reply);
                } else if (why instanceof NotDone.HeldElsewhere elsewhere) {
                    learn(key, elsewhere.address());
                    there(elsewhere.address());
                } else {
                    answer.completeExceptionally(why);
                }
            });
        }

        void there(String address) {
            net.call(address, key, input).whenComplete((reply, failure) -> {
                Throwable why = unwrap(failure);
                if (why == null) {
                    answer.complete(reply);
                    return;
                }
                learn(key, null);
                if (why instanceof NotDone) {
                    answer.completeExceptionally(why);
                } else {
                    again();
                }
            });
        }

        /** The holder is not the holder, or cannot be reached: look again, until its lease must have run out. */
        private void again() {
            if (clock.now().isBefore(until)) {
                clock.after(PAUSE, this::here);
            } else {
                answer.completeExceptionally(
                        new NotDone.Unavailable("the node that holds the execution cannot be reached"));
            }
        }
    }
}
