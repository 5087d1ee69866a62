package dev.stepwell.simulation.world;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.names.ExecutionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The wires between the nodes: slow, lossy, and sometimes cut. A request to a dead or cut-off node gets no answer. */
public final class SimNet {
    /** After so long a caller takes it that there will be no answer. */
    private static final long PATIENCE = 3_000_000;

    private final Surroundings around;
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    /** Wires with nobody at their ends. */
    public SimNet(Surroundings around) {
        this.around = around;
    }

    /** What a node does with what the others ask of it. */
    public interface Door extends BiFunction<ExecutionKey, Input, CompletionStage<Reply.Answer>> {}

    private record Endpoint(Life life, Door door) {}

    /** There was no answer. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAnswer(String address) {
            super("no answer from " + address, null, false, false);
        }
    }

    /** Puts a life at an address, in the place of who was there. */
    public void listen(String address, Life life, Door door) {
        endpoints.put(address, new Endpoint(life, door));
    }

    /** The net as a life of the node at {@code from} sees it. */
    public Net of(String from, Life life) {
        return (address, key, input) -> new Call(from, life, address).send(key, input);
    }

    private long way() {
        return Seeds.between(around.random(), 100, 3_000);
    }

    private final class Call {
        private final String from;
        private final Life caller;
        private final String to;
        private final CompletableFuture<Reply.Answer> answer = new CompletableFuture<>();

        Call(String from, Life caller, String to) {
            this.from = from;
            this.caller = caller;
            this.to = to;
        }

        CompletionStage<Reply.Answer> send(ExecutionKey key, Input input) {
            caller.check();
            caller.after(PATIENCE, this::giveUp);
            if (lost()) {
                around.marks().reach(Mark.CALL_LOST);
            } else {
                around.timeline().after(way(), () -> arrive(key, input));
            }
            return answer;
        }

        private void giveUp() {
            if (answer.completeExceptionally(new NoAnswer(to))) {
                around.marks().reach(Mark.CALL_UNANSWERED);
            }
        }

        private boolean lost() {
            return around.weather().isCut(from, to) || around.strikes(Faults::netLoses);
        }

        private void arrive(ExecutionKey key, Input input) {
            Endpoint endpoint = endpoints.get(to);
            if (endpoint == null || endpoint.life.isDead()) {
                refuse();
                return;
            }
            endpoint.life.after(0, () -> ask(endpoint, key, input));
        }

        /** A node that is down refuses at once, as a closed port does. */
        private void refuse() {
            caller.after(way(), () -> answer.completeExceptionally(new NoAnswer(to)));
        }

        private void ask(Endpoint endpoint, ExecutionKey key, Input input) {
            CompletionStage<Reply.Answer> stage;
            try {
                stage = endpoint.door.apply(key, input);
            } catch (RuntimeException e) {
                back(endpoint, null, e);
                return;
            }
            stage.whenComplete((reply, thrown) -> back(endpoint, reply, thrown));
        }

        private void back(Endpoint endpoint, Reply.@Nullable Answer reply, @Nullable Throwable thrown) {
            if (endpoint.life.isDead()) {
                return;
            }
            if (lost()) {
                around.marks().reach(Mark.ANSWER_LOST);
                return;
            }
            caller.after(way(), () -> {
                if (reply != null) {
                    around.marks().reach(Mark.CALL_FORWARDED);
                    answer.complete(reply);
                } else {
                    answer.completeExceptionally(carried(thrown));
                }
            });
        }

        private RuntimeException carried(@Nullable Throwable thrown) {
            Throwable cause = thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
            if (cause instanceof Net.NotHolder notHolder) {
                around.marks().reach(Mark.NOT_HOLDER);
                return notHolder;
            }
            return new IllegalStateException("the other node failed: " + cause);
        }
    }
}
