package dev.stepwell.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.Plane;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Every service of the contract has a client, a deadline and a call that is played; the contract's own files say which there are. Those
 * between planes have none, nor has what only browsers do.
 */
class WholeContractTest {
    private static final Path CONTRACT = Path.of("../../contracts/src/main/protobuf/stepwell");
    private static final Pattern JAVA_PACKAGE = Pattern.compile("^option java_package = \"(.+)\";$", Pattern.MULTILINE);
    private static final Pattern SERVICE = Pattern.compile("^service (\\w+) \\{$", Pattern.MULTILINE);

    @Test
    void everyServiceHasAClient() throws Exception {
        Set<String> stubs = Arrays.stream(Stepwell.class.getMethods())
                .map(Method::getReturnType)
                .map(Class::getEnclosingClass)
                .filter(Objects::nonNull)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(stubs)
                .containsAll(services().stream()
                        .map(service -> simpleName(service) + "Grpc")
                        .toList());
    }

    @Test
    void everyCallHasADeadline() throws Exception {
        JsonNode configs = new ObjectMapper().valueToTree(ServiceConfig.ofTheContract());
        List<String> known = configs.get("methodConfig").findValuesAsText("service");
        assertThat(known)
                .containsAll(services().stream()
                        .filter(WholeContractTest::isAsked)
                        .map(ServiceDescriptor::getName)
                        .toList());
    }

    @Test
    void aCallOfEachServiceIsPlayed() throws Exception {
        JsonNode calls =
                new ObjectMapper().readTree(Path.of("../calls.json").toFile()).get("calls");
        assertThat(StreamSupport.stream(calls.spliterator(), false)
                        .map(call -> call.get("service").asText()))
                .containsExactlyInAnyOrderElementsOf(services().stream()
                        .filter(WholeContractTest::isAsked)
                        .map(ServiceDescriptor::getName)
                        .toList());
    }

    private static List<ServiceDescriptor> services() throws IOException, ReflectiveOperationException {
        List<ServiceDescriptor> services = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CONTRACT)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".proto"))
                    .filter(each -> !each.startsWith(CONTRACT.resolve("internal")))
                    .toList()) {
                String text = Files.readString(file);
                for (MatchResult service : SERVICE.matcher(text).results().toList()) {
                    services.add(descriptor(text, service.group(1)));
                }
            }
        }
        assertThat(services).hasSizeGreaterThan(10);
        services.removeIf(service -> methods(service).stream()
                .allMatch(method ->
                        method.getOptions().getExtension(Options.action).getPlane() == Plane.PLANE_GATEWAY));
        return services;
    }

    private static ServiceDescriptor descriptor(String file, String service) throws ReflectiveOperationException {
        String folder =
                JAVA_PACKAGE.matcher(file).results().findFirst().orElseThrow().group(1);
        return (ServiceDescriptor) Class.forName(folder + "." + service + "Grpc")
                .getMethod("getServiceDescriptor")
                .invoke(null);
    }

    private static List<com.google.protobuf.Descriptors.MethodDescriptor> methods(ServiceDescriptor service) {
        Collection<MethodDescriptor<?, ?>> methods = service.getMethods();
        return methods.stream()
                .map(method -> (ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                .map(ProtoMethodDescriptorSupplier::getMethodDescriptor)
                .toList();
    }

    /** Whether any of its calls is a question with an answer, and not a stream that both talk over. */
    private static boolean isAsked(ServiceDescriptor service) {
        return methods(service).stream().anyMatch(method -> !method.isClientStreaming());
    }

    private static String simpleName(ServiceDescriptor service) {
        return service.getName().substring(service.getName().lastIndexOf('.') + 1);
    }
}
