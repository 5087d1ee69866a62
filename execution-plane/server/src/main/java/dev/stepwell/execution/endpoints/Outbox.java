package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.GoAway;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.execution.ports.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** What a worker is to be told: whatever has gathered goes in one message as soon as the worker is ready for it. */
final class Outbox {
    /** Clients take messages of 4 MiB unless they are told otherwise; a single task has less than half. */
    private static final int BYTES = 1 << 20;

    private final Mouth<WorkResponse> mouth;
    private final Clock clock;
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private WorkResponse.Builder rest = WorkResponse.newBuilder();
    private boolean something;
    private boolean sending;
    private boolean ending;

    Outbox(Mouth<WorkResponse> mouth, Clock clock) {
        this.mouth = mouth;
        this.clock = clock;
        mouth.onReady(this::send);
    }

    void task(Task task) {
        synchronized (this) {
            tasks.add(task);
        }
        send();
    }

    void taken(long number) {
        synchronized (this) {
            rest.addTaken(number);
            something = true;
        }
        send();
    }

    void refused(long number, Fault fault) {
        synchronized (this) {
            rest.addRefused(Refusal.newBuilder()
                    .setNumber(number)
                    .setError(fault.error())
                    .setMessage(fault.text()));
            something = true;
        }
        send();
    }

    void cancelled(List<String> tokens) {
        if (!tokens.isEmpty()) {
            synchronized (this) {
                rest.addAllCancelled(tokens);
                something = true;
            }
            send();
        }
    }

    void cancelRequested(String token) {
        synchronized (this) {
            rest.addCancelRequested(token);
            something = true;
        }
        send();
    }

    void goAway() {
        synchronized (this) {
            rest.setGoAway(GoAway.getDefaultInstance());
            something = true;
        }
        send();
    }

    /** Says what is left, and ends. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        send();
    }

    /** On a thread of its own: what happens meanwhile goes into the same message or the next. */
    private void send() {
        synchronized (this) {
            if (sending || !mouth.isReady()) {
                return;
            }
            sending = true;
        }
        clock.soon(this::sendAll);
    }

    private void sendAll() {
        while (true) {
            Optional<WorkResponse> next;
            synchronized (this) {
                next = mouth.isReady() ? next() : Optional.empty();
                sending = next.isPresent();
            }
            if (next.isEmpty()) {
                break;
            }
            mouth.say(next.get());
        }
        boolean over;
        synchronized (this) {
            over = ending && tasks.isEmpty() && !something;
        }
        if (over) {
            mouth.end();
        }
    }

    private Optional<WorkResponse> next() {
        if (tasks.isEmpty() && !something) {
            return Optional.empty();
        }
        WorkResponse.Builder message = rest;
        rest = WorkResponse.newBuilder();
        something = false;
        int bytes = 0;
        while (!tasks.isEmpty() && bytes < BYTES) {
            Task task = tasks.remove();
            bytes += task.getSerializedSize();
            message.addTasks(task);
        }
        return Optional.of(message.build());
    }
}
