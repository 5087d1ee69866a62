package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.stepwell.sdk.AwsError;
import dev.stepwell.sdk.Stepwell;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;

/** Plays {@code proto/sdk/calls.json} by the stubs that the SDK for Java has: a call of each service. */
final class CallsPlayer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stepwell stepwell;

    CallsPlayer(Stepwell stepwell) {
        this.stepwell = stepwell;
    }

    void play(Path file) throws Exception {
        for (JsonNode call : JSON.readTree(file.toFile()).get("calls")) {
            String service = call.get("service").asText();
            try {
                JsonNode answer = JSON.readTree(JsonFormat.printer().print(ask(stub(service), call)));
                assertThat(call.path("fails").asText()).as(service).isEmpty();
                call.path("has")
                        .forEach(member -> assertThat(answer.has(member.asText()))
                                .as(service)
                                .isTrue());
            } catch (StatusRuntimeException refused) {
                assertThat(AwsError.of(refused).map(AwsError::name))
                        .as(service)
                        .contains(call.path("fails").asText());
            }
        }
    }

    private Object stub(String service) throws ReflectiveOperationException {
        for (Method getter : Stepwell.class.getMethods()) {
            Class<?> generated = getter.getReturnType().getEnclosingClass();
            if (generated != null
                    && generated.getSimpleName().endsWith("Grpc")
                    && descriptor(generated).getName().equals(service)) {
                return getter.invoke(stepwell);
            }
        }
        throw new AssertionError("there is no client of " + service);
    }

    private static ServiceDescriptor descriptor(Class<?> generated) throws ReflectiveOperationException {
        return (ServiceDescriptor) generated.getMethod("getServiceDescriptor").invoke(null);
    }

    private Message ask(Object stub, JsonNode call) throws Exception {
        String name = call.get("call").asText();
        String method = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        Method asked = Arrays.stream(stub.getClass().getMethods())
                .filter(each -> each.getName().equals(method))
                .findFirst()
                .orElseThrow();
        Message.Builder request = (Message.Builder)
                asked.getParameterTypes()[0].getMethod("newBuilder").invoke(null);
        JsonFormat.parser()
                .merge(
                        JSON.writeValueAsString(call.get("with"))
                                .replace("${account}", stepwell.arns().account()),
                        request);
        try {
            return (Message) asked.invoke(stub, request.build());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof StatusRuntimeException refused ? refused : e;
        }
    }
}
