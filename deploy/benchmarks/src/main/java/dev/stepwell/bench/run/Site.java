package dev.stepwell.bench.run;

import dev.stepwell.bench.client.AwsClient;
import dev.stepwell.bench.client.Doors;
import dev.stepwell.bench.load.Loops;
import dev.stepwell.bench.worker.Step;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc.StepFunctionsFutureStub;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** One workload made ready: its machine, its workers, and what a runner does. */
final class Site implements AutoCloseable {
    private static final String PASSES = """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},
            "B":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":0,"Next":"C"}],"Default":"E"},
            "C":{"Type":"Pass","Next":"D"},
            "D":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A"}],"Default":"E"},
            "E":{"Type":"Pass","End":true}}}""";
    private static final String WAITS = """
            {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}""";

    private final Doors doors;
    private final AwsClient registrar;
    private final ManagedChannel channel;
    private final StepFunctionsFutureStub actions;
    private Optional<Crew> crew = Optional.empty();
    private IntFunction<Loops.Work> work = runner -> () -> {};

    private Site(Doors doors) {
        this.doors = doors;
        this.registrar = doors.aws();
        this.channel = doors.channel();
        this.actions = doors.actions(channel);
    }

    static Site of(Workload workload, House house) throws IOException {
        Site site = new Site(house.doors());
        switch (workload) {
            case W1GRPC, W1LAT -> site.tasks("grpc", site.activity());
            case W1AWS -> site.tasks("aws", site.activity());
            case W1HTTP -> site.functions(house.functionPort());
            case W2 -> site.starts(site.machine(PASSES));
            case W3X1, W3X32 -> site.starts(site.machine(WAITS));
            case W3X32AWS -> site.signedStarts(site.machine(WAITS));
        }
        return site;
    }

    /** What a runner does. */
    IntFunction<Loops.Work> work() {
        return work;
    }

    /** The process of the workers, if there are any. */
    Optional<Long> workers() {
        return crew.map(Crew::pid);
    }

    private void tasks(String kind, String activityArn) throws IOException {
        String machine = machine(steps(activityArn));
        Crew workers = Crew.start(doors, kind, activityArn);
        crew = Optional.of(workers);
        work = kind.equals("aws") ? signedRunner(machine, workers) : runner(machine, workers);
    }

    private void functions(int port) throws IOException {
        String region = doors.keys().getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
        String machine = machine(steps("arn:aws:lambda:" + region + ":" + doors.account() + ":function:step"));
        Crew workers = Crew.start(doors, "http", Integer.toString(port));
        crew = Optional.of(workers);
        work = runner(machine, workers);
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

    private void start(String machine, String name, String input) throws Exception {
        StartExecutionRequest request = StartExecutionRequest.newBuilder()
                .setStateMachineArn(machine)
                .setName(name)
                .setInput(input)
                .build();
        actions.startExecution(request).get(60, TimeUnit.SECONDS);
    }

    private static String body(String machine, String name, String input) {
        return "{\"stateMachineArn\":\"" + machine + "\",\"name\":\"" + name + "\",\"input\":\"" + escaped(input)
                + "\"}";
    }

    private static String escaped(String json) {
        return json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "");
    }

    private static String steps(String resource) {
        StringBuilder states = new StringBuilder();
        for (int i = 1; i <= Step.STEPS; i++) {
            states.append(i == 1 ? "" : ",")
                    .append("\"S" + i + "\":{\"Type\":\"Task\",\"Resource\":\"" + resource + "\",")
                    .append(i < Step.STEPS ? "\"Next\":\"S" + (i + 1) + "\"}" : "\"End\":true}");
        }
        return "{\"StartAt\":\"S1\",\"States\":{" + states + "}}";
    }

    private String activity() throws IOException {
        return member(
                registrar.call("CreateActivity", "{\"name\":\"bench-" + UUID.randomUUID() + "\"}"), "activityArn");
    }

    private String machine(String definition) throws IOException {
        String answer = registrar.call(
                "CreateStateMachine",
                "{\"name\":\"bench-" + UUID.randomUUID() + "\",\"roleArn\":\"arn:aws:iam::" + doors.account()
                        + ":role/bench\",\"definition\":\"" + escaped(definition) + "\"}");
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
        registrar.close();
        channel.shutdownNow();
    }
}
