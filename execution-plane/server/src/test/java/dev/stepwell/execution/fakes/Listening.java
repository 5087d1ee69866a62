package dev.stepwell.execution.fakes;

import dev.stepwell.contracts.calling.Conversation.Mouth;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A worker's end of a stream, that writes down what it is told. */
public final class Listening implements Mouth<WorkResponse> {
    private final List<WorkResponse> heard = new ArrayList<>();
    private boolean ended;

    @Override
    public synchronized void say(WorkResponse what) {
        heard.add(what);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void onReady(Runnable what) {}

    @Override
    public synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized void refuse(Fault fault) {
        ended = true;
    }

    public synchronized List<Task> tasks() {
        return heard.stream().flatMap(said -> said.getTasksList().stream()).toList();
    }

    public synchronized List<Long> taken() {
        return heard.stream().flatMap(said -> said.getTakenList().stream()).toList();
    }

    public synchronized Optional<Refusal> refused(long number) {
        return heard.stream()
                .flatMap(said -> said.getRefusedList().stream())
                .filter(refusal -> refusal.getNumber() == number)
                .findFirst();
    }

    public synchronized List<String> cancelled() {
        return heard.stream().flatMap(said -> said.getCancelledList().stream()).toList();
    }

    public synchronized List<String> cancelRequested() {
        return heard.stream()
                .flatMap(said -> said.getCancelRequestedList().stream())
                .toList();
    }

    public synchronized boolean wasSentAway() {
        return heard.stream().anyMatch(WorkResponse::hasGoAway);
    }

    public synchronized boolean hasEnded() {
        return ended;
    }
}
