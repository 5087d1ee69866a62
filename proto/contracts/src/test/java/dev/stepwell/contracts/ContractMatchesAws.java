package dev.stepwell.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Holds a service of the contract against what AWS publishes with its SDK for Java: nothing missing, made up or misspelt. */
@NullUnmarked
abstract class ContractMatchesAws {
    /** Members, as {@code Message.member}, that AWS's service has and this version of its SDK does not know yet. */
    private static final Set<String> NEWER_THAN_THE_SDK = Set.of();

    /** Members, as {@code Message.member}, of our own: told only of what AWS does not have, and passed over by its clients. */
    private static final Set<String> OUR_OWN = Set.of("DescribeExecutionResponse.mockProfile");

    private static final Map<MarshallingType<?>, FieldDescriptor.Type> SCALARS = Map.of(
            MarshallingType.STRING, FieldDescriptor.Type.STRING,
            MarshallingType.INTEGER, FieldDescriptor.Type.INT32,
            MarshallingType.LONG, FieldDescriptor.Type.INT64,
            MarshallingType.FLOAT, FieldDescriptor.Type.FLOAT,
            MarshallingType.BOOLEAN, FieldDescriptor.Type.BOOL);

    private final Map<String, MethodDescriptor> rpcs;
    private final Map<String, Method> operations;
    private final FileDescriptor errors;
    private final Class<?> sdkErrors;

    /**
     * @param service the service in the contract
     * @param errors the file of its errors
     * @param client AWS's client of the service
     * @param sdkErrors what all errors of that client extend
     */
    ContractMatchesAws(ServiceDescriptor service, FileDescriptor errors, Class<?> client, Class<?> sdkErrors) {
        this.rpcs = service.getMethods().stream().collect(Collectors.toMap(MethodDescriptor::getName, rpc -> rpc));
        this.operations = Arrays.stream(client.getMethods())
                .filter(m -> m.getParameterCount() == 1
                        && SdkPojo.class.isAssignableFrom(m.getParameterTypes()[0])
                        && SdkPojo.class.isAssignableFrom(m.getReturnType()))
                .collect(Collectors.toMap(m -> capital(m.getName()), m -> m));
        this.errors = errors;
        this.sdkErrors = sdkErrors;
    }

    /** How many actions the service has, as AWS's reference counts them. */
    abstract int actions();

    /** Where the list of members that AWS's API reference marks as required stands. */
    abstract String requiredMembers();

    /** Members, as {@code Message.member}, that the reference calls required and AWS leaves out all the same. */
    Set<String> leftOut() {
        return Set.of();
    }

    /** The rpcs of the service by name. */
    final Map<String, MethodDescriptor> rpcs() {
        return rpcs;
    }

    @Test
    void everyOperationIsAnRpcAndEveryRpcAnOperation() {
        assertThat(rpcs.keySet()).containsExactlyInAnyOrderElementsOf(operations.keySet());
        assertThat(rpcs).hasSize(actions());
    }

    @TestFactory
    Stream<DynamicTest> everyMemberOfEveryOperation() {
        return operations.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    MethodDescriptor rpc = rpcs.get(entry.getKey());
                    Method operation = entry.getValue();
                    compare(builderOf(operation.getParameterTypes()[0]), rpc.getInputType(), new HashSet<>());
                    compare(builderOf(operation.getReturnType()), rpc.getOutputType(), new HashSet<>());
                    assertThat(new TreeSet<>(declaredErrors(operation).keySet()))
                            .isEqualTo(rpc.getOptions().getExtension(Options.action).getErrorsList().stream()
                                    .map(ContractMatchesAws::withoutSuffix)
                                    .collect(Collectors.toCollection(TreeSet::new)));
                }));
    }

    @Test
    void everyErrorAndItsMembers() throws ReflectiveOperationException {
        Map<String, Class<?>> sdk = new TreeMap<>();
        operations.values().forEach(operation -> sdk.putAll(declaredErrors(operation)));
        Map<String, Descriptor> contract = new TreeMap<>();
        for (Descriptor error : errors.getMessageTypes()) {
            contract.put(withoutSuffix(error.getName()), error);
            assertThat(error.getOptions().getExtension(Options.error).getHttpStatus())
                    .as(error.getName())
                    .isBetween(400, 599);
        }
        assertThat(contract.keySet()).isEqualTo(sdk.keySet());
        for (Map.Entry<String, Class<?>> entry : sdk.entrySet()) {
            // The SDK keeps the message of an error apart from its fields.
            Set<String> members = new TreeSet<>(Set.of("message"));
            builderOf(entry.getValue()).sdkFields().forEach(field -> members.add(field.locationName()));
            assertThat(contract.get(entry.getKey()).getFields())
                    .as(entry.getKey())
                    .extracting(ContractMatchesAws::jsonName)
                    .containsExactlyInAnyOrderElementsOf(members);
        }
    }

    /** The SDK does not say what is required where everything travels in the body, so a list of AWS's API reference does. */
    @Test
    void requiredIsWhatAwsRequires() throws IOException {
        Set<String> expected = new TreeSet<>();
        try (InputStream in = getClass().getResourceAsStream(requiredMembers())) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": "))
                    .forEach(line -> Arrays.stream(line[1].split(" ")).forEach(m -> expected.add(line[0] + "." + m)));
        }
        expected.removeAll(leftOut());
        Set<String> actual = new TreeSet<>();
        for (Descriptor message : messages()) {
            message.getFields().stream()
                    .filter(field -> rule(field).getRequired())
                    .forEach(field -> actual.add(message.getName() + "." + jsonName(field)));
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void everyScalarKnowsAbsentFromEmpty() {
        for (Descriptor message : messages()) {
            for (FieldDescriptor field : message.getFields()) {
                assertThat(field.isRepeated() || field.hasPresence())
                        .as(field.getFullName())
                        .isTrue();
            }
        }
    }

    private Set<Descriptor> messages() {
        Set<Descriptor> messages = new HashSet<>();
        rpcs.values().forEach(rpc -> {
            collect(rpc.getInputType(), messages);
            collect(rpc.getOutputType(), messages);
        });
        return messages;
    }

    private static void collect(Descriptor message, Set<Descriptor> into) {
        boolean ours = message.getFullName().startsWith("stepwell.");
        if (ours && !message.getOptions().getMapEntry() && into.add(message)) {
            message.getFields().stream()
                    .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                    .forEach(field -> collect(field.getMessageType(), into));
        }
    }

    private static void compare(SdkPojo sdk, Descriptor message, Set<Descriptor> seen) {
        if (!seen.add(message)) {
            return;
        }
        Map<String, FieldDescriptor> members =
                message.getFields().stream().collect(Collectors.toMap(ContractMatchesAws::jsonName, f -> f));
        Set<String> names = sdk.sdkFields().stream().map(SdkField::locationName).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>(members.keySet());
        unknown.removeAll(names);
        unknown.removeIf(name -> OUR_OWN.contains(message.getName() + "." + name));
        unknown.removeIf(name -> NEWER_THAN_THE_SDK.contains(message.getName() + "." + name));
        assertThat(unknown)
                .as("members of %s that AWS does not have", message.getName())
                .isEmpty();
        for (SdkField<?> field : sdk.sdkFields()) {
            FieldDescriptor member = members.get(field.locationName());
            assertThat(member)
                    .as("%s.%s", message.getName(), field.locationName())
                    .isNotNull();
            assertThat(enumValues(sdk, field))
                    .as("values of %s", member.getFullName())
                    .isEqualTo(new TreeSet<>(rule(member).getValuesList()));
            compareType(field, member, seen);
        }
    }

    private static void compareType(SdkField<?> field, FieldDescriptor member, Set<Descriptor> seen) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            FieldDescriptor list = rule(member).getFlatten() && !member.isRepeated()
                    ? member.getMessageType().getFields().getFirst()
                    : member;
            assertThat(list.isRepeated() && !list.isMapField())
                    .as(member.getFullName())
                    .isTrue();
            compareOne(field.getTrait(ListTrait.class).memberFieldInfo(), list, seen);
        } else if (type == MarshallingType.MAP) {
            boolean isMap =
                    member.isMapField() || (member.isRepeated() && rule(member).getFlatten());
            assertThat(isMap).as(member.getFullName()).isTrue();
            SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
            FieldDescriptor valueField = member.getMessageType().getFields().get(1);
            compareType(value, valueField, seen);
        } else {
            assertThat(member.isRepeated()).as(member.getFullName()).isFalse();
            compareOne(field, member, seen);
        }
    }

    private static void compareOne(SdkField<?> field, FieldDescriptor member, Set<Descriptor> seen) {
        MarshallingType<?> type = field.marshallingType();
        FieldDescriptor.Type expected = SCALARS.getOrDefault(type, FieldDescriptor.Type.MESSAGE);
        assertThat(member.getType()).as(member.getFullName()).isEqualTo(expected);
        if (type == MarshallingType.INSTANT) {
            assertThat(member.getMessageType().getFullName()).isEqualTo("google.protobuf.Timestamp");
        } else if (type == MarshallingType.SDK_POJO) {
            compare(field.constructor().get(), member.getMessageType(), seen);
        }
    }

    /** The values of the enumeration behind a string member: the SDK has a getter for it next to {@code …AsString}. */
    private static Set<String> enumValues(SdkPojo builder, SdkField<?> field) {
        Class<?> model = builder.getClass().getEnclosingClass();
        return Arrays.stream(model.getMethods())
                .filter(m -> m.getName().equals(field.locationName()) && m.getParameterCount() == 0)
                .filter(m -> m.getReturnType().isEnum())
                .flatMap(m -> Arrays.stream(m.getReturnType().getEnumConstants()))
                .map(Object::toString)
                .filter(value -> !value.equals("null"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Class<?>> declaredErrors(Method operation) {
        return Arrays.stream(operation.getExceptionTypes())
                .filter(type -> sdkErrors.isAssignableFrom(type) && type != sdkErrors)
                .collect(Collectors.toMap(type -> withoutSuffix(type.getSimpleName()), type -> type));
    }

    private static SdkPojo builderOf(Class<?> model) throws ReflectiveOperationException {
        return (SdkPojo) model.getMethod("builder").invoke(null);
    }

    private static String jsonName(FieldDescriptor field) {
        String given = rule(field).getName();
        return given.isEmpty() ? field.getJsonName() : given;
    }

    static MemberRule rule(FieldDescriptor field) {
        return field.getOptions().getExtension(Options.member);
    }

    /** The SDK ends every error in Exception, also those that AWS does not, and those that AWS calls faults. */
    private static String withoutSuffix(String error) {
        return error.replaceFirst("(Exception|Fault)$", "");
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
