package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation.Ear;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.execution.ports.Clock;
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

    private final Duties duties;
    private final Caller caller;
    private final Outbox outbox;
    private final Clock clock;
    private final Consumer<WorkStream> ended;
    private final Map<String, Instant> out = new HashMap<>();
    private @Nullable Work work;
    private int credit;
    private int underWay;
    private boolean leaving;
    private boolean gone;

    /** What workers of either service do. */
    record Duties(Duty machines, Duty swf) {
        private Duty of(Hello hello) {
            if (hello.getActivityArnsCount() > 0 && hello.getSwfTaskListsCount() > 0) {
                throw Faults.validation("A worker does the tasks of activities or those of task lists.");
            }
            return hello.getSwfTaskListsCount() > 0 ? swf : machines;
        }
    }

    /** What this worker does since it has said hello. */
    private record Work(Duty duty, Duty.Stay stay) {}

    /**
     * @param ended runs when nothing can come of it any more
     */
    WorkStream(Duties duties, Caller caller, Outbox outbox, Clock clock, Consumer<WorkStream> ended) {
        this.duties = duties;
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
        Work mine = work;
        if (mine == null) {
            mine = greet(said);
        } else if (said.hasHello()) {
            throw Faults.validation("Only the first message says hello.");
        }
        if (said.getReportsCount() > REPORTS) {
            throw Faults.validation("A message may have " + REPORTS + " reports.");
        }
        grant(mine.stay(), said);
        for (Report report : said.getReportsList()) {
            if (!report.hasDropped()) {
                report(mine.duty(), report);
            }
        }
    }

    private Work greet(WorkRequest said) {
        if (!said.hasHello()) {
            throw Faults.validation("The first message says hello.");
        }
        Hello hello = said.getHello();
        Duty duty = duties.of(hello);
        Work mine = new Work(duty, duty.stay(caller, hello, this::handedOut));
        boolean late;
        synchronized (this) {
            work = mine;
            late = leaving || gone;
        }
        if (late) {
            mine.stay().end();
        }
        return mine;
    }

    /** Before the reports are dealt with, so that what follows from them may come to this worker. */
    private void grant(Duty.Stay mine, WorkRequest said) {
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

    private void handedOut(Task task) {
        synchronized (this) {
            if (gone) {
                return;
            }
            out.put(task.getTaskToken(), clock.now());
        }
        outbox.task(task);
    }

    private void report(Duty duty, Report report) {
        synchronized (this) {
            if (underWay >= UNDER_WAY) {
                outbox.refused(report.getNumber(), Faults.throttled());
                return;
            }
            underWay++;
        }
        CompletionStage<Duty.Taken> taken;
        try {
            taken = duty.take(caller, report);
        } catch (Fault fault) {
            answered(report, null, fault);
            return;
        }
        taken.whenComplete((ok, failure) -> answered(report, ok, failure));
    }

    private void answered(Report report, Duty.@Nullable Taken taken, @Nullable Throwable failure) {
        if (failure != null) {
            outbox.refused(report.getNumber(), fault(failure));
        } else {
            outbox.taken(report.getNumber());
        }
        if (taken == Duty.Taken.CANCEL_REQUESTED) {
            outbox.cancelRequested(report.getTaskToken());
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
        Work mine;
        synchronized (this) {
            leaving = true;
            mine = work;
        }
        if (mine != null) {
            mine.stay().end();
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
            quiet = work == null || work.stay().isQuiet();
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
        Work mine;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            mine = work;
            out.clear();
        }
        if (mine != null) {
            mine.stay().end();
        }
        ended.accept(this);
    }
}
