package dev.stepwell.clients.sdk1;

import static com.amazonaws.services.simpleworkflow.model.EventType.ActivityTaskCanceled;
import static com.amazonaws.services.simpleworkflow.model.EventType.ActivityTaskCompleted;
import static com.amazonaws.services.simpleworkflow.model.EventType.ActivityTaskScheduled;
import static com.amazonaws.services.simpleworkflow.model.EventType.ActivityTaskStarted;
import static com.amazonaws.services.simpleworkflow.model.EventType.ChildWorkflowExecutionCompleted;
import static com.amazonaws.services.simpleworkflow.model.EventType.ExternalWorkflowExecutionSignaled;
import static com.amazonaws.services.simpleworkflow.model.EventType.TimerCanceled;
import static com.amazonaws.services.simpleworkflow.model.EventType.TimerFired;
import static com.amazonaws.services.simpleworkflow.model.EventType.TimerStarted;
import static com.amazonaws.services.simpleworkflow.model.EventType.WorkflowExecutionCanceled;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.simpleworkflow.AmazonSimpleWorkflow;
import com.amazonaws.services.simpleworkflow.AmazonSimpleWorkflowClientBuilder;
import com.amazonaws.services.simpleworkflow.flow.ActivityWorker;
import com.amazonaws.services.simpleworkflow.flow.StartWorkflowOptions;
import com.amazonaws.services.simpleworkflow.flow.WorkerBase;
import com.amazonaws.services.simpleworkflow.flow.WorkflowClientExternal;
import com.amazonaws.services.simpleworkflow.flow.WorkflowClientFactoryExternalBase;
import com.amazonaws.services.simpleworkflow.flow.WorkflowWorker;
import dev.stepwell.rig.house.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** AWS Flow Framework 1.12.0 for Java, unmodified, with its generated clients inside workflows and outside. */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedClientsTest {
    private static final String DOMAIN = "flow-1";
    private static final String LIST = "main";

    private final List<WorkerBase> workers = new ArrayList<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final AmazonSimpleWorkflow swf;
    private final Histories histories;

    GeneratedClientsTest(Settings credentials) {
        this.swf = AmazonSimpleWorkflowClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(
                        credentials.get("AWS_ENDPOINT_URL"), credentials.get("AWS_DEFAULT_REGION")))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(
                        credentials.get("AWS_ACCESS_KEY_ID"), credentials.get("AWS_SECRET_ACCESS_KEY"))))
                .build();
        this.histories = new Histories(swf, DOMAIN);
    }

    @BeforeAll
    void start() throws Exception {
        WorkflowWorker decider = new WorkflowWorker(swf, DOMAIN, LIST);
        decider.setWorkflowImplementationTypes(Workflows.ALL);
        start(decider);
        for (String host : List.of("host-1", "host-2")) {
            work(host, LIST);
            work(host, host);
        }
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
        swf.shutdown();
    }

    /** The generated client of a workflow, which starts it on the list that deciders poll. */
    private <C extends WorkflowClientExternal> C client(
            WorkflowClientFactoryExternalBase<C> factory, String workflowId) {
        factory.setStartWorkflowOptions(new StartWorkflowOptions().withTaskList(LIST));
        return factory.getClient(workflowId);
    }

    private Histories.Run run(WorkflowClientExternal client) {
        return histories.of(client.getWorkflowExecution());
    }

    @Test
    void sequence() {
        SequenceClientExternal client = client(new SequenceClientExternalFactoryImpl(swf, DOMAIN), "sequence");
        client.run("abc");
        assertThat(run(client).result()).isEqualTo("\"abc\"");
        assertThat(run(client).events()).hasSize(6 * 3 + 5);
    }

    @Test
    void parallel() {
        ParallelClientExternal client = client(new ParallelClientExternalFactoryImpl(swf, DOMAIN), "parallel");
        client.run("abcdefgh");
        assertThat(run(client).result()).isEqualTo("\"a-b-c-d-e-f-g-h-\"");
        assertThat(run(client).of(ActivityTaskScheduled)).hasSize(8);
    }

    @Test
    void retryWithGrowingPauses() {
        RetryClientExternal client = client(new RetryClientExternalFactoryImpl(swf, DOMAIN), "retry");
        client.run("retry");
        assertThat(run(client).result()).isEqualTo("\"attempt 3\"");
        assertThat(run(client).of(TimerStarted))
                .extracting(event -> event.getTimerStartedEventAttributes().getStartToFireTimeout())
                .containsExactly("1", "2");
    }

    @Test
    void timersFireAndAreCancelled() {
        TimersClientExternal client = client(new TimersClientExternalFactoryImpl(swf, DOMAIN), "timers");
        client.run();
        assertThat(run(client).result()).isEqualTo("\"fired and cancelled\"");
        assertThat(run(client).of(TimerFired)).hasSize(1);
        assertThat(run(client).of(TimerCanceled)).hasSize(1);
    }

    @Test
    void signal() {
        SignalledClientExternal client = client(new SignalledClientExternalFactoryImpl(swf, DOMAIN), "signal");
        client.run();
        client.tell("from outside");
        assertThat(run(client).result()).isEqualTo("\"from outside\"");
    }

    @Test
    void childrenAndSignalsToThem() {
        ChildrenClientExternal client = client(new ChildrenClientExternalFactoryImpl(swf, DOMAIN), "children");
        client.run("children");
        assertThat(run(client).result()).isEqualTo("\"abc!\"");
        assertThat(run(client).of(ChildWorkflowExecutionCompleted)).hasSize(2);
        assertThat(run(client).of(ExternalWorkflowExecutionSignaled)).hasSize(1);
    }

    @Test
    void cancellationWithCleanUp() {
        CleanUpClientExternal client = client(new CleanUpClientExternalFactoryImpl(swf, DOMAIN), "cancel");
        client.run();
        run(client).await(ActivityTaskStarted);
        client.requestCancelWorkflowExecution();
        assertThat(run(client).closed().getEventType()).isEqualTo(WorkflowExecutionCanceled.toString());
        assertThat(run(client).of(ActivityTaskCanceled)).hasSize(1);
        assertThat(run(client).of(ActivityTaskCompleted))
                .extracting(
                        event -> event.getActivityTaskCompletedEventAttributes().getResult())
                .containsExactly("\"cleaned up the rest\"");
    }

    @Test
    void continuesAsNewOverFiftyGenerations() {
        GenerationsClientExternal client = client(new GenerationsClientExternalFactoryImpl(swf, DOMAIN), "generations");
        client.run(1, 51);
        assertThat(histories.lastOf("generations", 51).result()).isEqualTo("\"generation 51\"");
    }

    @Test
    void activitiesStayOnTheHostOfTheFirst() {
        AffineClientExternal client = client(new AffineClientExternalFactoryImpl(swf, DOMAIN), "affine");
        client.run();
        assertThat(run(client).result()).isIn("\"host-1 = host-1\"", "\"host-2 = host-2\"");
    }
}
