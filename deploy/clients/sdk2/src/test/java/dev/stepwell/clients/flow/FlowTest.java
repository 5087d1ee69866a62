package dev.stepwell.clients.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.simpleworkflow.flow.ActivityWorker;
import com.amazonaws.services.simpleworkflow.flow.AffinityWorkflowWorker;
import com.amazonaws.services.simpleworkflow.flow.WorkerBase;
import com.amazonaws.services.simpleworkflow.flow.WorkflowWorker;
import com.amazonaws.services.simpleworkflow.flow.config.DeciderAffinityConfig;
import com.amazonaws.services.simpleworkflow.flow.config.SimpleWorkflowClientConfig;
import com.amazonaws.services.simpleworkflow.flow.model.WorkflowExecution;
import com.amazonaws.services.simpleworkflow.flow.worker.AsyncDecider;
import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Runs;
import dev.stepwell.clients.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.EventType;
import software.amazon.awssdk.services.swf.model.HistoryEvent;

/** AWS Flow Framework 2.0.0 for Java, unmodified, with its dynamic clients: the patterns of its guide. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTest {
    private static final String DOMAIN = "flow-2";
    private static final String LIST = "main";
    private static final String AFFINE_LIST = "affine";

    private final List<WorkerBase> workers = new ArrayList<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final CacheManager caches = Caching.getCachingProvider().getCacheManager();
    private final SwfClient swf;
    private final Runs runs;

    FlowTest(Tenant tenant) {
        this.swf = tenant.swf();
        this.runs = new Runs(swf, DOMAIN);
    }

    @BeforeAll
    void start() throws Exception {
        decide(new WorkflowWorker(swf, DOMAIN, LIST));
        for (String host : List.of("host-1", "host-2")) {
            work(host, LIST);
            work(host, host);
        }
    }

    private void decide(WorkflowWorker worker) throws Exception {
        for (Class<?> workflow : Workflows.ALL) {
            worker.addWorkflowImplementationType(workflow);
        }
        start(worker);
    }

    private void work(String host, String list) throws Exception {
        ActivityWorker worker = new ActivityWorker(swf, DOMAIN, list);
        worker.addActivitiesImplementation(new ShopWorker(host, attempts));
        start(worker);
    }

    private void start(WorkerBase worker) {
        worker.setRegisterDomain(true);
        worker.setDomainRetentionPeriodInDays(1);
        worker.setPollThreadCount(2);
        worker.setDisableServiceShutdownOnStop(true);
        worker.start();
        workers.add(worker);
    }

    @AfterAll
    void stop() {
        workers.forEach(WorkerBase::shutdownNow);
        caches.close();
        swf.close();
    }

    private Runs.Run start(String workflowId, Class<?> workflow, Object... arguments) {
        return runs.start(workflowId, Workflows.type(workflow).getName(), Workflows.VERSION, LIST, arguments);
    }

    @Test
    void sequence() {
        Runs.Run run = start("sequence", Workflows.Sequence.class, "abc");
        assertThat(run.result()).isEqualTo("\"abc\"");
        assertThat(run.events()).hasSize(6 * 3 + 5);
    }

    @Test
    void parallel() {
        Runs.Run run = start("parallel", Workflows.Parallel.class, "abcdefgh");
        assertThat(run.result()).isEqualTo("\"a-b-c-d-e-f-g-h-\"");
        assertThat(run.count(EventType.ACTIVITY_TASK_SCHEDULED)).isEqualTo(8);
        assertThat(run.events().subList(4, 12))
                .allMatch(event -> event.eventType() == EventType.ACTIVITY_TASK_SCHEDULED);
    }

    @Test
    void retryWithGrowingPauses() {
        Runs.Run run = start("retry", Workflows.Retry.class, "retry");
        assertThat(run.result()).isEqualTo("\"attempt 3\"");
        assertThat(run.of(EventType.TIMER_STARTED))
                .extracting(event -> event.timerStartedEventAttributes().startToFireTimeout())
                .containsExactly("1", "2");
    }

    @Test
    void timersFireAndAreCancelled() {
        Runs.Run run = start("timers", Workflows.Timers.class);
        assertThat(run.result()).isEqualTo("\"fired and cancelled\"");
        assertThat(run.count(EventType.TIMER_FIRED)).isEqualTo(1);
        assertThat(run.count(EventType.TIMER_CANCELED)).isEqualTo(1);
    }

    @Test
    void signal() {
        Runs.Run run = start("signal", Workflows.Signalled.class);
        swf.signalWorkflowExecution(
                r -> r.domain(DOMAIN).workflowId("signal").signalName("tell").input(Runs.arguments("from outside")));
        assertThat(run.result()).isEqualTo("\"from outside\"");
    }

    @Test
    void childrenAndSignalsToThem() {
        Runs.Run run = start("children", Workflows.Children.class, "children");
        assertThat(run.result()).isEqualTo("\"abc!\"");
        assertThat(run.count(EventType.CHILD_WORKFLOW_EXECUTION_COMPLETED)).isEqualTo(2);
        assertThat(run.count(EventType.EXTERNAL_WORKFLOW_EXECUTION_SIGNALED)).isEqualTo(1);
    }

    @Test
    void cancellationWithCleanUp() {
        Runs.Run run = start("cancel", Workflows.CleanUp.class);
        run.await(EventType.ACTIVITY_TASK_STARTED);
        swf.requestCancelWorkflowExecution(r -> r.domain(DOMAIN).workflowId("cancel"));
        assertThat(run.closed().eventType()).isEqualTo(EventType.WORKFLOW_EXECUTION_CANCELED);
        assertThat(run.count(EventType.ACTIVITY_TASK_CANCELED)).isEqualTo(1);
        assertThat(run.of(EventType.ACTIVITY_TASK_COMPLETED))
                .extracting(
                        event -> event.activityTaskCompletedEventAttributes().result())
                .containsExactly("\"cleaned up the rest\"");
    }

    @Test
    void continuesAsNewOverFiftyGenerations() {
        start("generations", Workflows.Generations.class, 1, 51);
        List<String> continued = new ArrayList<>();
        HistoryEvent last = runs.lastOf("generations", 51).closed();
        assertThat(last.workflowExecutionCompletedEventAttributes().result()).isEqualTo("\"generation 51\"");
        swf.listClosedWorkflowExecutionsPaginator(r -> r.domain(DOMAIN)
                        .startTimeFilter(f -> f.oldestDate(java.time.Instant.EPOCH))
                        .executionFilter(f -> f.workflowId("generations")))
                .executionInfos()
                .forEach(info -> continued.add(info.closeStatusAsString()));
        assertThat(continued).hasSize(51);
        assertThat(continued.subList(1, 51)).containsOnly("CONTINUED_AS_NEW");
    }

    @Test
    void activitiesStayOnTheHostOfTheFirst() {
        String result = start("affine", Workflows.Affine.class).result();
        assertThat(result).isIn("\"host-1 = host-1\"", "\"host-2 = host-2\"");
    }

    /** Deciders are kept in memory and asked on a list of their host's, with nothing but what is new. */
    @Test
    void decisionsStayOnTheHostOfTheFirst() throws Exception {
        Cache<WorkflowExecution, AsyncDecider> deciders = caches.createCache(
                "deciders", new MutableConfiguration<WorkflowExecution, AsyncDecider>().setStoreByValue(false));
        SimpleWorkflowClientConfig config = new SimpleWorkflowClientConfig(
                Duration.ofSeconds(70),
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                0,
                Duration.ofSeconds(1),
                Duration.ZERO,
                2,
                new DeciderAffinityConfig(Duration.ofSeconds(30), deciders));
        decide(new WorkflowWorker(swf, DOMAIN, AFFINE_LIST, config));
        AffinityWorkflowWorker affine = new AffinityWorkflowWorker(swf, DOMAIN, config);
        decide(affine);
        Runs.Run run = runs.start(
                "decisions",
                Workflows.type(Workflows.Sequence.class).getName(),
                Workflows.VERSION,
                AFFINE_LIST,
                new Object[] {"abcdef"});
        assertThat(run.result()).isEqualTo("\"abcdef\"");
        List<String> lists = run.of(EventType.DECISION_TASK_SCHEDULED).stream()
                .map(event ->
                        event.decisionTaskScheduledEventAttributes().taskList().name())
                .toList();
        assertThat(lists.getFirst()).isEqualTo(AFFINE_LIST);
        assertThat(lists.subList(1, lists.size())).hasSize(6).containsOnly(affine.getTaskListToPoll());
        assertThat(run.count(EventType.DECISION_TASK_TIMED_OUT)).isZero();
    }
}
