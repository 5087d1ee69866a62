package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.stepwell.contracts.sfn.v1.StepFunctionsGrpc;
import dev.stepwell.sdk.AwsError;
import dev.stepwell.sdk.Stepwell;
import dev.stepwell.sdk.worker.TaskFailed;
import dev.stepwell.sdk.worker.Worker;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays {@code proto/sdk/scenario.json} by the SDK for Java: any action by the contract's descriptors, tasks by a worker that stays. */
final class ScenarioPlayer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stepwell stepwell;
    private final Map<String, String> names = new HashMap<>();

    ScenarioPlayer(Stepwell stepwell, String run) {
        this.stepwell = stepwell;
        names.put("run", run);
        names.put("account", stepwell.arns().account());
    }

    void play(Path scenario) throws Exception {
        for (JsonNode step : JSON.readTree(scenario.toFile()).get("steps")) {
            if (step.has("work")) {
                work(filled(step.get("work").asText()), step.get("tasks"));
            } else if (step.has("fails")) {
                assertThat(refusal(step)).isEqualTo(step.get("fails").asText());
            } else {
                call(step);
            }
        }
    }

    private void call(JsonNode step) throws IOException {
        JsonNode until = step.path("until");
        JsonNode answer = until.isMissingNode()
                ? ask(step)
                : await().atMost(PATIENCE).until(() -> ask(step), seen -> isMet(until, seen));
        step.path("save")
                .properties()
                .forEach(save -> names.put(
                        save.getKey(), answer.get(save.getValue().asText()).asText()));
        step.path("expect")
                .properties()
                .forEach(each ->
                        assertThat(at(answer, each.getKey())).as(each.getKey()).isEqualTo(each.getValue()));
    }

    private static boolean isMet(JsonNode wanted, JsonNode seen) {
        return wanted.properties().stream().allMatch(each -> each.getValue().equals(at(seen, each.getKey())));
    }

    private static JsonNode at(JsonNode answer, String path) {
        int list = path.indexOf("[].");
        if (list < 0) {
            return answer.path(path).isMissingNode() ? NullNode.getInstance() : answer.path(path);
        }
        List<JsonNode> each = new ArrayList<>();
        answer.path(path.substring(0, list)).forEach(element -> each.add(element.path(path.substring(list + 3))));
        return JSON.createArrayNode().addAll(each);
    }

    private String refusal(JsonNode step) throws IOException {
        try {
            return ask(step).toString();
        } catch (StatusRuntimeException refused) {
            return AwsError.of(refused).map(AwsError::name).orElse("nobody's refusal");
        }
    }

    private JsonNode ask(JsonNode step) throws IOException {
        String action = step.get("call").asText();
        @SuppressWarnings("unchecked") // Every message of the contract is a Message.
        MethodDescriptor<Message, Message> method =
                (MethodDescriptor<Message, Message>) StepFunctionsGrpc.getServiceDescriptor().getMethods().stream()
                        .filter(each -> action.equals(each.getBareMethodName()))
                        .findFirst()
                        .orElseThrow();
        DynamicMessage.Builder request = DynamicMessage.newBuilder(
                ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                        .getMethodDescriptor()
                        .getInputType());
        Map<String, String> with = new HashMap<>();
        step.get("with")
                .properties()
                .forEach(member ->
                        with.put(member.getKey(), filled(member.getValue().asText())));
        JsonFormat.parser().merge(JSON.writeValueAsString(with), request);
        Message answer = ClientCalls.blockingUnaryCall(
                stepwell.channel(),
                method,
                CallOptions.DEFAULT,
                method.parseRequest(request.build().toByteString().newInput()));
        return JSON.readTree(JsonFormat.printer().print(answer));
    }

    private void work(String activity, JsonNode tasks) throws Exception {
        List<String> inputs = new CopyOnWriteArrayList<>();
        AtomicInteger done = new AtomicInteger();
        Worker.Settings one = Worker.Settings.named("player").concurrency(1);
        try (Worker worker = Worker.ofActivities(stepwell, one, Map.of(activity, task -> {
            inputs.add(task.input());
            JsonNode said = tasks.get(done.getAndIncrement());
            if (said.has("error")) {
                throw new TaskFailed(
                        said.get("error").asText(), said.get("cause").asText());
            }
            return said.get("output").asText();
        }))) {
            await().atMost(PATIENCE).until(() -> done.get() == tasks.size());
            assertThat(worker.drain(PATIENCE)).isTrue();
        }
        List<String> expected = new ArrayList<>();
        tasks.forEach(task -> expected.add(task.get("input").asText()));
        assertThat(inputs).isEqualTo(expected);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("${" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }
}
