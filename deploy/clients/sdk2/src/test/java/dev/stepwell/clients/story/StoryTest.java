package dev.stepwell.clients.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Tenant;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnRequest;

/** The story of all actions of Step Functions, told by AWS's SDK for Java 2; what a step means stands beside the story. */
@ExtendWith(OneServer.class)
class StoryTest {
    private static final Path STORY = Path.of("../stories/step-functions.json");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> known = new HashMap<>();

    @Test
    void everyActionAnswersAndRefusesAsItIsTold(Tenant tenant) throws IOException {
        known.put("name", "story-java");
        known.put("account", tenant.credentials().get("STEPWELL_ACCOUNT"));
        known.put("region", tenant.region().id());
        JsonNode story = JSON.readTree(STORY.toFile());
        Set<String> asked = new TreeSet<>();
        try (SfnClient sfn = tenant.sfn()) {
            for (JsonNode step : story.path("steps")) {
                for (int turn = 0; turn < step.path("times").asInt(1); turn++) {
                    known.put("turn", Integer.toString(turn));
                    tell(sfn, step);
                }
                asked.add(step.path("ask").textValue());
            }
        }
        assertThat(asked).isEqualTo(actions());
    }

    private static Set<String> actions() {
        return Arrays.stream(SfnClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && SfnRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .map(method -> method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + method.getName().substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(SfnClient sfn, JsonNode step) {
        if (step.has("until") || step.has("comes")) {
            Awaitility.await(step.toString()).atMost(PATIENCE).until(() -> otherwise(sfn, step), Optional::isEmpty);
        } else {
            assertThat(otherwise(sfn, step)).as("%s", step).isEmpty();
        }
    }

    /** Does a step; tells what was otherwise than it says. */
    private Optional<String> otherwise(SfnClient sfn, JsonNode step) {
        SdkPojo answer;
        try {
            answer = ask(sfn, step.path("ask").textValue(), filled(step.path("with"), known));
        } catch (AwsServiceException e) {
            String error = e.awsErrorDetails().errorCode();
            return error.equals(step.path("error").asText()) ? Optional.empty() : Optional.of(e.toString());
        }
        if (step.has("error")) {
            return Optional.of("not refused");
        }
        JsonNode wanted = filled(step.has("until") ? step.path("until") : step.path("expect"), known);
        for (Map.Entry<String, JsonNode> each : wanted.properties()) {
            Object found = Shapes.found(answer, each.getKey());
            Object same = found instanceof Number number ? (Object) number.longValue() : found;
            if (!Objects.equals(same, plain(each.getValue()))) {
                return Optional.of(each.getKey() + " is " + found);
            }
        }
        step.path("keep")
                .properties()
                .forEach(each -> known.put(
                        each.getKey(),
                        String.valueOf(Shapes.found(answer, each.getValue().textValue()))));
        return Optional.empty();
    }

    private static @Nullable Object plain(JsonNode value) {
        return value.isNull() ? null : value.isNumber() ? (Object) value.longValue() : value.textValue();
    }

    private static SdkPojo ask(SfnClient sfn, String action, JsonNode request) {
        try {
            Class<?> shape = Class.forName(SfnRequest.class.getPackageName() + "." + action + "Request");
            SdkPojo builder = (SdkPojo) shape.getMethod("builder").invoke(null);
            Method method = SfnClient.class.getMethod(
                    action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1), shape);
            return (SdkPojo) method.invoke(sfn, Shapes.built(builder, request));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException refusal) {
                throw refusal;
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode filled(JsonNode value, Map<String, String> names) {
        if (value.isTextual()) {
            return TextNode.valueOf(NAME.matcher(value.textValue())
                    .replaceAll(name ->
                            Matcher.quoteReplacement(Objects.requireNonNull(names.get(name.group(1)), name.group()))));
        }
        if (value.has("$json")) {
            return TextNode.valueOf(filled(value.path("$json"), names).toString());
        }
        if (value.has("$repeat")) {
            return TextNode.valueOf(value.path("$repeat")
                    .textValue()
                    .repeat(value.path("$times").intValue()));
        }
        if (value.isArray() || value.has("$of")) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            if (value.isArray()) {
                value.forEach(each -> all.add(filled(each, names)));
            }
            for (int i = 0; value.has("$of") && i < value.path("$times").intValue(); i++) {
                Map<String, String> more = new HashMap<>(names);
                more.put("i", Integer.toString(i));
                all.add(filled(value.path("$of"), more));
            }
            return all;
        }
        if (!value.isObject()) {
            return value.isMissingNode() ? JsonNodeFactory.instance.objectNode() : value;
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> all.set(member.getKey(), filled(member.getValue(), names)));
        return all;
    }
}
