package dev.stepwell.rig.swf;

import dev.stepwell.rig.crew.Desk;
import dev.stepwell.rig.house.Settings;
import dev.stepwell.simulation.audit.Violations;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.DomainAlreadyExistsException;
import software.amazon.awssdk.services.swf.model.HistoryEvent;
import software.amazon.awssdk.services.swf.model.PollForActivityTaskResponse;
import software.amazon.awssdk.services.swf.model.PollForDecisionTaskResponse;
import software.amazon.awssdk.services.swf.model.SwfException;
import software.amazon.awssdk.services.swf.model.TypeAlreadyExistsException;
import software.amazon.awssdk.services.swf.model.UnknownResourceException;
import software.amazon.awssdk.services.swf.model.WorkflowExecutionAlreadyStartedException;

/** Everybody who has to do with the runs of SWF of one trouble: its clients, deciders and workers. */
public final class SwfCrew implements AutoCloseable {
    static final String TYPE = "order";
    /** A server that is killed between the hand-out and its answer has given the task to nobody: it is given again after that. */
    private static final String ACTIVITY_SECONDS = "20";

    private static final String DOMAIN = "rig";
    private static final String DECIDERS = "deciders";
    private static final String WORKERS = "workers";
    private static final int EACH = 6;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Desk<SwfClient> desk;
    private final int orders;
    private final Random random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();

    /** The run ids that starts were answered with, by workflow id. */
    private final Map<String, String> runs = new ConcurrentHashMap<>();

    /** A crew at work for so many orders. */
    public SwfCrew(Settings credentials, List<URI> endpoints, long seed, int orders) {
        this.desk = Desk.swf(credentials, endpoints);
        this.orders = orders;
        this.random = new Random(seed);
        register();
        for (int i = 0; i < EACH; i++) {
            threads.execute(() -> work(this::decideOne));
            threads.execute(() -> work(this::doOne));
        }
    }

    /** How many decisions were begun by deciders who then were no more. */
    public int deaths() {
        return deaths.get();
    }

    /** How many answers bind: starts, signals and completions. */
    public int promises() {
        return promised.size() + runs.size();
    }

    /** Starts the collector and all orders; returns when all of it has been acknowledged. */
    public void start() {
        start(Plan.COLLECTOR);
        for (int i = 0; i < orders; i++) {
            start(order(i));
        }
    }

    /** Signals every order, in the middle of the trouble. */
    public void signal() {
        for (int i = 0; i < orders; i++) {
            String workflowId = order(i);
            String mark = newMark();
            boolean taken = tolerant(() -> desk.ask(swf -> swf.signalWorkflowExecution(
                    r -> r.domain(DOMAIN).workflowId(workflowId).signalName(mark))));
            if (taken) {
                promised.add(mark);
            }
        }
    }

    /** Waits until no run is open, or the deadline. */
    public void awaitEnds(Instant deadline) throws InterruptedException {
        while (Instant.now().isBefore(deadline)) {
            int open = desk.ask(swf -> swf.countOpenWorkflowExecutions(
                            r -> r.domain(DOMAIN).startTimeFilter(t -> t.oldestDate(Instant.EPOCH))))
                    .count();
            if (open == 0) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Holds what is there in the end against what was promised. */
    public void audit(Violations violations) {
        SwfAudit audit = new SwfAudit(violations, orders);
        runs.forEach((workflowId, runId) -> {
            audit.check(workflowId, history(workflowId, runId));
            if (!workflowId.equals(Plan.COLLECTOR)) {
                child(workflowId + Plan.CHILD)
                        .ifPresentOrElse(
                                child -> audit.check(workflowId + Plan.CHILD, history(workflowId + Plan.CHILD, child)),
                                () -> violations.add("I1", workflowId, "its child is not there"));
            }
        });
        audit.checkPromises(promised);
    }

    private Optional<String> child(String workflowId) {
        return desk
                .ask(swf -> swf.listClosedWorkflowExecutions(r -> r.domain(DOMAIN)
                        .startTimeFilter(t -> t.oldestDate(Instant.EPOCH))
                        .executionFilter(f -> f.workflowId(workflowId))))
                .executionInfos()
                .stream()
                .map(info -> info.execution().runId())
                .findFirst();
    }

    private List<HistoryEvent> history(String workflowId, String runId) {
        List<HistoryEvent> events = new ArrayList<>();
        desk.ask(swf -> swf.getWorkflowExecutionHistoryPaginator(r ->
                        r.domain(DOMAIN).execution(e -> e.workflowId(workflowId).runId(runId))))
                .events()
                .forEach(events::add);
        return events;
    }

    private static String order(int i) {
        return "order" + i;
    }

    private String newMark() {
        return "m" + marks.incrementAndGet();
    }

    private void register() {
        once(swf -> swf.registerDomain(r -> r.name(DOMAIN).workflowExecutionRetentionPeriodInDays("1")));
        once(swf -> swf.registerWorkflowType(r -> r.domain(DOMAIN)
                .name(TYPE)
                .version("1")
                .defaultTaskList(l -> l.name(DECIDERS))
                .defaultChildPolicy("TERMINATE")
                .defaultExecutionStartToCloseTimeout("3600")
                .defaultTaskStartToCloseTimeout("5")));
        once(swf -> swf.registerActivityType(r -> r.domain(DOMAIN)
                .name(TYPE)
                .version("1")
                .defaultTaskList(l -> l.name(WORKERS))
                .defaultTaskScheduleToStartTimeout("NONE")
                .defaultTaskScheduleToCloseTimeout("NONE")
                .defaultTaskStartToCloseTimeout(ACTIVITY_SECONDS)
                .defaultTaskHeartbeatTimeout("NONE")));
    }

    /** Registers something; it is there already when an earlier try was not answered. */
    private void once(Function<SwfClient, ?> registration) {
        try {
            desk.ask(registration);
        } catch (DomainAlreadyExistsException | TypeAlreadyExistsException done) {
            // So it is there.
        }
    }

    private void start(String workflowId) {
        try {
            String runId = desk.ask(swf -> swf.startWorkflowExecution(r -> r.domain(DOMAIN)
                            .workflowId(workflowId)
                            .workflowType(t -> t.name(TYPE).version("1"))))
                    .runId();
            runs.put(workflowId, runId);
        } catch (WorkflowExecutionAlreadyStartedException done) {
            runs.put(workflowId, openRun(workflowId)); // an earlier try was not answered
        }
    }

    private String openRun(String workflowId) {
        return desk.ask(swf -> swf.listOpenWorkflowExecutions(r -> r.domain(DOMAIN)
                        .startTimeFilter(t -> t.oldestDate(Instant.EPOCH))
                        .executionFilter(f -> f.workflowId(workflowId))))
                .executionInfos()
                .getFirst()
                .execution()
                .runId();
    }

    private void work(Runnable one) {
        try {
            while (true) {
                one.run();
            }
        } catch (Desk.Closed over) {
            // The run is over.
        }
    }

    private synchronized int dice() {
        return random.nextInt(10);
    }

    /** One decider in ten dies before it answers, and one in ten answers twice. */
    private void decideOne() {
        PollForDecisionTaskResponse task = desk.ask(swf -> swf.pollForDecisionTask(
                r -> r.domain(DOMAIN).taskList(l -> l.name(DECIDERS)).identity("decider")));
        if (task.taskToken() == null) {
            return;
        }
        int fate = dice();
        if (fate == 0) {
            deaths.incrementAndGet();
            return;
        }
        var decisions = Plan.decide(task.workflowExecution().workflowId(), task.events(), orders);
        for (int i = 0; i < (fate == 1 ? 2 : 1); i++) {
            tolerant(() -> desk.ask(swf -> swf.respondDecisionTaskCompleted(
                    r -> r.taskToken(task.taskToken()).decisions(decisions))));
        }
    }

    /** One worker in ten reports twice; the second time with another result, which must not count. */
    private void doOne() {
        PollForActivityTaskResponse task = desk.ask(swf -> swf.pollForActivityTask(
                r -> r.domain(DOMAIN).taskList(l -> l.name(WORKERS)).identity("worker")));
        if (task.taskToken() == null) {
            return;
        }
        for (int i = 0; i < (dice() == 0 ? 2 : 1); i++) {
            String mark = newMark();
            boolean taken = tolerant(() -> desk.ask(swf -> swf.respondActivityTaskCompleted(
                    r -> r.taskToken(task.taskToken()).result(mark))));
            if (taken) {
                promised.add(mark);
            }
        }
    }

    /** Whether it was taken; what is over may not be completed again, by whoever has tried before. */
    private static boolean tolerant(Runnable report) {
        try {
            report.run();
            return true;
        } catch (UnknownResourceException over) {
            return false;
        } catch (SwfException refused) {
            throw new IllegalStateException("a report was refused: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        desk.close();
        threads.shutdownNow();
    }
}
