package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Dropped;
import dev.stepwell.contracts.worker.v1.Heartbeat;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Refusal;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.contracts.worker.v1.WorkersGrpc;
import io.grpc.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of one worker with the service. One thread has it all, so nothing here is locked; tasks are done on threads of their
 * own. What was reported is kept until it is answered, and said again over the next stream when one breaks.
 */
final class WorkLoop {
    private static final Logger LOG = System.getLogger(WorkLoop.class.getName());
    private static final Set<String> AGAIN = Set.of("ThrottlingException", "ServiceUnavailable");
    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Supplier<WorkersGrpc.WorkersStub> workers;
    private final Worker.Settings settings;
    private final Hello hello;
    private final Craft craft;
    private final ScheduledExecutorService thread;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final Map<String, InHand> inHand = new HashMap<>();
    private final Map<Long, Report> unanswered = new HashMap<>();
    private final Map<Long, String> beats = new HashMap<>();

    /** Tasks in hand that came by an earlier stream: the present one does not count them. */
    private final Set<String> foreign = new HashSet<>();

    private @Nullable ReportStream up;
    private Duration pause = Duration.ZERO;
    private long number;
    private boolean draining;

    /** A task, and the thread that does it. */
    private record InHand(TaskInHand task, Future<?> doing) {}

    WorkLoop(Supplier<WorkersGrpc.WorkersStub> workers, Worker.Settings settings, Hello hello, Craft craft) {
        if (settings.concurrency() < 1 || settings.concurrency() > 1_000) {
            throw new IllegalArgumentException("a worker has 1 to 1,000 tasks at a time");
        }
        this.workers = workers;
        this.settings = settings;
        this.hello = hello;
        this.craft = craft;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("stepwell-" + settings.name()).factory());
    }

    void start() {
        later(this::connect);
        long every = settings.heartbeat().toMillis();
        var unused = thread.scheduleAtFixedRate(guarded(this::beat), every, every, TimeUnit.MILLISECONDS);
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Takes no more tasks, and ends when the last is answered. */
    void drain() {
        later(() -> {
            draining = true;
            ReportStream stream = up;
            if (stream != null) {
                stream.credit(0);
            }
            endWhenDone();
        });
    }

    /** Lets go of everything. */
    void stop() {
        later(() -> end(Optional.of(new IllegalStateException("the worker was stopped"))));
    }

    private void later(Runnable what) {
        try {
            thread.execute(guarded(what));
        } catch (RejectedExecutionException over) {
            LOG.log(Level.DEBUG, "the worker has ended");
        }
    }

    private void after(Duration time, Runnable what) {
        var unused = thread.schedule(guarded(what), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A worker that stands still without a word would be worse than one that has ended. */
    private Runnable guarded(Runnable what) {
        return () -> {
            try {
                what.run();
            } catch (RuntimeException defect) {
                end(Optional.of(defect));
            }
        };
    }

    private void connect() {
        if (ended.isDone()) {
            return;
        }
        foreign.clear();
        foreign.addAll(inHand.keySet());
        beats.clear();
        ReportStream stream = new LoopStream();
        up = stream;
        stream.open(workers.get(), hello);
        stream.credit(credit());
        unanswered.values().forEach(stream::report);
    }

    private int credit() {
        return draining ? 0 : Math.max(0, settings.concurrency() - foreign.size());
    }

    private void hear(ReportStream from, WorkResponse said) {
        pause = Duration.ZERO;
        said.getTasksList().forEach(this::take);
        for (long taken : said.getTakenList()) {
            beats.remove(taken);
            unanswered.remove(taken);
        }
        said.getRefusedList().forEach(this::refused);
        said.getCancelledList().forEach(this::over);
        for (String token : said.getCancelRequestedList()) {
            Optional.ofNullable(inHand.get(token)).ifPresent(each -> each.task().requestCancel());
        }
        if (said.hasGoAway()) {
            from.over();
        }
        endWhenDone();
    }

    private void take(Task task) {
        TaskInHand taken = new TaskInHand(task);
        Future<?> doing = hands.submit(() -> {
            Report.Builder report = craft.work(taken);
            later(() -> done(task.getTaskToken(), report));
        });
        inHand.put(task.getTaskToken(), new InHand(taken, doing));
    }

    private void done(String token, Report.Builder what) {
        if (inHand.remove(token) == null) {
            return;
        }
        Report report = what.setNumber(++number).setTaskToken(token).build();
        if (!report.hasDropped()) {
            unanswered.put(report.getNumber(), report);
        }
        ReportStream stream = up;
        if (stream != null) {
            stream.report(report);
            if (foreign.remove(token)) {
                stream.credit(credit());
            }
        }
        endWhenDone();
    }

    private void refused(Refusal refusal) {
        String beaten = beats.remove(refusal.getNumber());
        Report report = unanswered.get(refusal.getNumber());
        if (report != null && AGAIN.contains(refusal.getError())) {
            after(SOON, () -> again(report));
        } else if (report != null) {
            unanswered.remove(refusal.getNumber());
            LOG.log(Level.WARNING, "a report was refused: {0}: {1}", refusal.getError(), refusal.getMessage());
        } else if (beaten != null && !AGAIN.contains(refusal.getError())) {
            over(beaten);
        }
    }

    private void again(Report report) {
        ReportStream stream = up;
        if (stream != null && unanswered.containsKey(report.getNumber())) {
            stream.report(report);
        }
    }

    /** Whatever it does with the interrupt, nothing more is said of it. */
    private void over(String token) {
        InHand ending = inHand.get(token);
        if (ending != null) {
            ending.task().end();
            ending.doing().cancel(true);
            done(token, Report.newBuilder().setDropped(Dropped.getDefaultInstance()));
        }
    }

    private void beat() {
        ReportStream stream = up;
        if (stream == null) {
            return;
        }
        inHand.forEach((token, each) -> {
            if (!each.task().task().hasSwfDecision()) {
                Heartbeat.Builder heartbeat = Heartbeat.newBuilder();
                if (!each.task().progress().isEmpty()) {
                    heartbeat.setDetails(each.task().progress());
                }
                beats.put(++number, token);
                stream.report(Report.newBuilder()
                        .setNumber(number)
                        .setTaskToken(token)
                        .setHeartbeat(heartbeat)
                        .build());
            }
        });
    }

    private void lost(ReportStream which, Status status) {
        if (which != up) {
            return;
        }
        up = null;
        if (isFinal(status)) {
            end(Optional.of(status.asRuntimeException()));
        } else if (draining && inHand.isEmpty() && unanswered.isEmpty()) {
            end(Optional.empty());
        } else {
            LOG.log(Level.DEBUG, "the stream was lost: {0}", status);
            after(
                    pause.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101))
                            .dividedBy(100),
                    this::connect);
            Duration next = pause.isZero() ? SOON : pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }

    /** Whether connecting again would be refused again. */
    private static boolean isFinal(Status status) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED, INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED, FAILED_PRECONDITION ->
                true;
            default -> false;
        };
    }

    private void endWhenDone() {
        ReportStream stream = up;
        if (draining && inHand.isEmpty() && unanswered.isEmpty()) {
            if (stream == null) {
                end(Optional.empty());
            } else {
                stream.over();
            }
        }
    }

    private void end(Optional<RuntimeException> why) {
        ReportStream stream = up;
        if (stream != null) {
            up = null;
            stream.breakOff();
        }
        hands.shutdownNow();
        thread.shutdownNow();
        if (why.isPresent()) {
            ended.completeExceptionally(why.get());
        } else {
            ended.complete(null);
        }
    }

    /** One stream, that tells the loop's thread what it hears. */
    private final class LoopStream extends ReportStream {
        @Override
        void later(Runnable what) {
            WorkLoop.this.later(what);
        }

        @Override
        void heard(WorkResponse said) {
            hear(this, said);
        }

        @Override
        void lost(Status status) {
            WorkLoop.this.lost(this, status);
        }
    }
}
