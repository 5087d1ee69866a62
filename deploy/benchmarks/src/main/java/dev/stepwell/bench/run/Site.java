package dev.stepwell.bench.run;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Doors;
import dev.stepwell.bench.client.PreparedStarts;
import dev.stepwell.bench.client.Throttling;
import dev.stepwell.bench.load.Loops;
import dev.stepwell.bench.worker.Step;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc.StepFunctionsFutureStub;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One workload made ready: its machine, its workers, and what a runner does. */
final class Site implements AutoCloseable {
    private static final int ITEMS = 1_000;
    /** Of four events each, which with those at both ends is as much as a history may have. */
    private static final int ROUNDS = 6_240;
    /** Of a workflow whose decider counts what it downloads. */
    private static final int ACTIVITIES = 30;

    private final Doors doors;
    private final AwsClient registrar;
    private final ManagedChannel channel;
    private final StepFunctionsFutureStub actions;
    private Optional<Crew> crew = Optional.empty();
    private Optional<SwfSite> swf = Optional.empty();
    private IntFunction<Loops.Work> work = runner -> () -> {};
    private String tasks = "";

    private Site(Doors doors) {
        this.doors = doors;
        this.registrar = doors.aws();
        this.channel = doors.channel();
        this.actions = doors.actions(channel);
    }

    static Site of(Workload workload, House house) throws Exception {
        Site site = new Site(house.doors());
        switch (workload) {
            case W1GRPC, W1LAT, W7C5, W7C6, W7O5, W8X1, W8X2, W8X3, OVERLOAD -> site.tasks("grpc", site.activity());
            case W1AWS -> site.tasks("aws", site.activity());
            case W1HTTP -> site.functions(house.functionPort());
            case W2 -> site.starts(site.machine(Definitions.PASSES));
            case W3X1, W3X32 -> site.starts(site.machine(Definitions.WAITS));
            case W3X32AWS -> site.signedStarts(site.machine(Definitions.WAITS));
            case W4 -> site.syncs(site.machine(Definitions.FIVE_PASSES, "EXPRESS"));
            case W5 -> site.maps(site.machine(Definitions.MAPS));
            case W6 -> {} // starts its own
            case SWF -> site.workflows();
            case SWFLAT, SWFSAT -> site.roundTrips();
            case SWF30 -> site.downloads();
            case W9 -> site.pages(site.machine(Definitions.COUNTS_DOWN));
        }
        return site;
    }

    /** What a runner does. */
    IntFunction<Loops.Work> work() {
        return runner -> {
            Loops.Work mine = work.apply(runner);
            return () -> {
                try {
                    mine.run();
                } catch (Exception e) {
                    throw Throttling.is(e) ? new Loops.Throttled(e) : e;
                }
            };
        };
    }

    /** Passes and choices, started over signed AWS JSON: for who looks at how that door refuses. */
    Loops.Work signedStart() throws IOException {
        String machine = machine(Definitions.PASSES);
        AwsClient client = doors.aws();
        return () ->
                client.call("StartExecution", body(machine, UUID.randomUUID().toString(), Step.first("0")));
    }

    /** Starts executions of tasks so many times a second, whose ends the flood is told of. */
    void flood(Flood flood, double perSecond, Duration measured) throws IOException, InterruptedException {
        String id = "i".repeat(PreparedStarts.ID);
        crew.orElseThrow().tell(flood);
        flood.run(ear -> new PreparedStarts(doors, tasks, Step.first(id), id, ear), perSecond, measured);
    }

    /** The process of the workers, if there are any. */
    Optional<Long> workers() {
        return crew.map(Crew::pid);
    }

    private void tasks(String kind, String activityArn) throws IOException {
        String machine = machine(Definitions.steps(activityArn));
        Crew workers = Crew.start(doors, kind, activityArn);
        crew = Optional.of(workers);
        tasks = machine;
        work = kind.equals("aws") ? signedRunner(machine, workers) : runner(machine, workers);
    }

    private void functions(int port) throws IOException {
        String region = doors.keys().getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
        String machine =
                machine(Definitions.steps("arn:aws:lambda:" + region + ":" + doors.account() + ":function:step"));
        Crew workers = Crew.start(doors, "http", Integer.toString(port));
        crew = Optional.of(workers);
        work = runner(machine, workers);
    }

    private void workflows() throws IOException {
        SwfSite domain = swf(new SwfSite(doors));
        Crew workers = Crew.start(doors, "swf", domain.domain());
        crew = Optional.of(workers);
        work = runner -> domain.sequence(workers);
    }

    private void roundTrips() throws IOException {
        SwfSite domain = swf(new SwfSite(doors));
        work = runner -> domain.roundTrip();
    }

    private void downloads() throws IOException {
        SwfSite domain = swf(new SwfSite(doors));
        work = runner -> domain.download(ACTIVITIES);
    }

    private SwfSite swf(SwfSite domain) {
        swf = Optional.of(domain);
        return domain;
    }

    /** What a decider of SWF has downloaded for one workflow, in bytes; nothing where that is not what is measured. */
    Optional<Long> downloaded() {
        return swf.map(SwfSite::downloaded).filter(bytes -> bytes > 0);
    }

    private IntFunction<Loops.Work> runner(String machine, Crew workers) {
        return runner -> () -> {
            String id = UUID.randomUUID().toString();
            start(machine, id, Step.first(id));
            workers.await(id);
        };
    }

    private IntFunction<Loops.Work> signedRunner(String machine, Crew workers) {
        return runner -> {
            AwsClient client = doors.aws();
            return () -> {
                String id = UUID.randomUUID().toString();
                client.call("StartExecution", body(machine, id, Step.first(id)));
                workers.await(id);
            };
        };
    }

    private void starts(String machine) {
        work = runner -> () -> start(machine, UUID.randomUUID().toString(), Step.first("0"));
    }

    private void signedStarts(String machine) {
        work = runner -> {
            AwsClient client = doors.aws();
            return () -> client.call(
                    "StartExecution", body(machine, UUID.randomUUID().toString(), Step.first("0")));
        };
    }

    private void syncs(String machine) {
        StartSyncExecutionRequest request = StartSyncExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setInput(Step.first("0"))
                .build();
        work = runner -> () -> actions.startSyncExecution(request).get(60, TimeUnit.SECONDS);
    }

    private void maps(String machine) {
        String items = IntStream.range(0, ITEMS).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        work = runner -> () -> ended(start(machine, UUID.randomUUID().toString(), items));
    }

    /** A page of a long history after the other, over and over. */
    private void pages(String machine) throws Exception {
        String execution = start(machine, UUID.randomUUID().toString(), "{\"left\":" + ROUNDS + "}");
        ended(execution);
        GetExecutionHistoryRequest first = GetExecutionHistoryRequest.newBuilder()
                .setExecutionArn(execution)
                .setMaxResults(1_000)
                .build();
        AtomicReference<GetExecutionHistoryRequest> next = new AtomicReference<>(first);
        work = runner -> () -> {
            String token = actions.getExecutionHistory(next.get())
                    .get(60, TimeUnit.SECONDS)
                    .getNextToken();
            next.set(
                    token.isEmpty()
                            ? first
                            : first.toBuilder().setNextToken(token).build());
        };
    }

    private void ended(String execution) throws Exception {
        DescribeExecutionRequest request =
                DescribeExecutionRequest.newBuilder().setExecutionArn(execution).build();
        while (actions.describeExecution(request)
                .get(60, TimeUnit.SECONDS)
                .getStatus()
                .equals("RUNNING")) {
            Thread.sleep(5);
        }
    }

    /** Starts an execution; returns its ARN once that is durable. */
    String start(String machine, String name, String input) throws Exception {
        StartExecutionRequest request = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setName(name)
                .setInput(input)
                .build();
        return actions.startExecution(request).get(60, TimeUnit.SECONDS).getExecutionArn();
    }

    private static String body(String machine, String name, String input) {
        return "{\"stateMachineArn\":\"" + machine + "\",\"name\":\"" + name + "\",\"input\":\"" + escaped(input)
                + "\"}";
    }

    private static String escaped(String json) {
        return json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "");
    }

    private String activity() throws IOException {
        return member(
                registrar.call("CreateActivity", "{\"name\":\"bench-" + UUID.randomUUID() + "\"}"), "activityArn");
    }

    /** Registers a standard machine; returns its ARN. */
    String machine(String definition) throws IOException {
        return machine(definition, "STANDARD");
    }

    private String machine(String definition, String type) throws IOException {
        String answer = registrar.call(
                "CreateStateMachine",
                "{\"name\":\"bench-" + UUID.randomUUID() + "\",\"roleArn\":\"arn:aws:iam::" + doors.account()
                        + ":role/bench\",\"type\":\"" + type + "\",\"definition\":\"" + escaped(definition) + "\"}");
        return member(answer, "stateMachineArn");
    }

    private static String member(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }

    @Override
    public void close() throws Exception {
        if (crew.isPresent()) {
            crew.get().close();
        }
        swf.ifPresent(SwfSite::close);
        registrar.close();
        channel.shutdownNow();
    }
}
