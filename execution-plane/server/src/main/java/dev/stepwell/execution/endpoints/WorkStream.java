package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tasks.Shift;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with one worker that stays. Its tasks are durably handed out before they are sent, its reports durably taken before
 * they are answered. What it has when it breaks off is as if its worker had died.
 */
final class WorkStream implements Ear<WorkRequest> {
    /** The most tasks that a worker may have at a time. */
    static final int CREDIT = 1_000;

    /** The most reports in a message. */
    static final int REPORTS = 1_000;

    /** The most reports that are being dealt with; the others are refused, so that no worker can flood a node. */
    static final int UNDER_WAY = 2_000;

    private static final Duration LAST_LOOK = Duration.ofMillis(100);

    private final Workers workers;
    private final Caller caller;
    private final Outbox outbox;
    private final Clock clock;
    private final Consumer<WorkStream> ended;
    private final Map<String, Instant> out = new HashMap<>();
    private @Nullable Shift shift;
    private int credit;
    private int underWay;
    private boolean leaving;
    private boolean gone;

    /**
     * @param ended runs when nothing can come of it any more
     */
    WorkStream(Workers workers, Caller caller, Outbox outbox, Clock clock, Consumer<WorkStream> ended) {
        this.workers = workers;
        this.caller = caller;
        this.outbox = outbox;
        this.clock = clock;
        this.ended = ended;
    }

    TenantId tenant() {
        return caller.tenant();
    }

    @Override
    public void hear(WorkRequest said) {
        Shift mine = shift;
        if (mine == null) {
            mine = greet(said);
        } else if (said.hasHello()) {
            throw Faults.validation("Only the first message says hello.");
        }
        if (said.getReportsCount() > REPORTS) {
            throw Faults.validation("A message may have " + REPORTS + " reports.");
        }
        grant(mine, said);
        said.getReportsList().forEach(this::report);
    }

    private Shift greet(WorkRequest said) {
        if (!said.hasHello()) {
            throw Faults.validation("The first message says hello.");
        }
        Hello hello = said.getHello();
        Shift mine = workers.stay(caller, hello, this::handedOut);
        boolean late;
        synchronized (this) {
            shift = mine;
            late = leaving || gone;
        }
        if (late) {
            mine.end();
        }
        return mine;
    }

    /** Before the reports are dealt with, so that what follows from them may come to this worker. */
    private void grant(Shift mine, WorkRequest said) {
        int more = 0;
        synchronized (this) {
            if (said.hasCredit()) {
                if (said.getCredit() < 0 || said.getCredit() > CREDIT) {
                    throw Faults.validation("Credit is between 0 and " + CREDIT + ".");
                }
                more = said.getCredit() - credit;
                credit = said.getCredit();
            }
            for (Report report : said.getReportsList()) {
                if (!report.hasHeartbeat() && out.remove(report.getTaskToken()) != null) {
                    more++;
                }
            }
        }
        if (more != 0) {
            mine.grant(more);
        }
    }

    private void handedOut(TaskLine line, Reply.HandedOut handedOut) {
        Reply.ActivityHandedOut task = Workers.ofActivity(handedOut);
        synchronized (this) {
            if (gone) {
                return;
            }
            out.put(task.token(), clock.now());
        }
        outbox.task(Task.newBuilder()
                .setTaskToken(task.token())
                .setInput(task.input().text())
                .setActivityArn(line.text())
                .setExecutionArn(task.executionArn())
                .build());
    }

    private void report(Report report) {
        synchronized (this) {
            if (underWay >= UNDER_WAY) {
                outbox.refused(report.getNumber(), Faults.throttled());
                return;
            }
            underWay++;
        }
        CompletionStage<?> taken;
        try {
            taken = workers.take(caller, report);
        } catch (Fault fault) {
            answered(report.getNumber(), fault);
            return;
        }
        taken.whenComplete((ok, failure) -> answered(report.getNumber(), failure));
    }

    private void answered(long number, @Nullable Throwable failure) {
        if (failure == null) {
            outbox.taken(number);
        } else {
            outbox.refused(number, fault(failure));
        }
        boolean last;
        synchronized (this) {
            underWay--;
            last = underWay == 0 && leaving;
        }
        if (last) {
            endWhenQuiet();
        }
    }

    private static Fault fault(Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return why instanceof Fault fault ? fault : Waits.fault(why);
    }

    /** Tells the worker which of its tasks are over. */
    void cancel(List<String> tokens) {
        List<String> mine = new ArrayList<>();
        synchronized (this) {
            for (String token : tokens) {
                if (out.replace(token, Instant.MAX) != null) {
                    mine.add(token);
                }
            }
        }
        outbox.cancelled(mine);
    }

    /** The tokens of the tasks that it has had since before then, but for those that it was told are over. */
    synchronized List<String> since(Instant before) {
        List<String> tokens = new ArrayList<>();
        out.forEach((token, at) -> {
            if (at.isBefore(before)) {
                tokens.add(token);
            }
        });
        return tokens;
    }

    /** Tells the worker to go on elsewhere. */
    void sendAway() {
        outbox.goAway();
        over();
    }

    @Override
    public void over() {
        Shift mine;
        synchronized (this) {
            leaving = true;
            mine = shift;
        }
        if (mine != null) {
            mine.end();
        }
        endWhenQuiet();
    }

    /** What is being handed out still goes down, and what is being reported is still answered. */
    private void endWhenQuiet() {
        boolean quiet;
        synchronized (this) {
            if (gone || underWay > 0) {
                return;
            }
            quiet = shift == null || shift.isQuiet();
            gone = quiet;
        }
        if (quiet) {
            outbox.end();
            ended.accept(this);
        } else {
            clock.after(LAST_LOOK, this::endWhenQuiet);
        }
    }

    @Override
    public void gone() {
        Shift mine;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            mine = shift;
            out.clear();
        }
        if (mine != null) {
            mine.end();
        }
        ended.accept(this);
    }
}
