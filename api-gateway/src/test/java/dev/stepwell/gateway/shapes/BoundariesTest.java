package dev.stepwell.gateway.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule of every request at its edges, made from the contract's options: just inside is accepted, just outside is refused at
 * that member and nowhere else.
 */
@NullUnmarked
class BoundariesTest {
    private final List<DynamicTest> tests = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> everyRuleOfEveryRequest() {
        for (Operation operation : Services.ofTheContract().all()) {
            Descriptor request = operation.request().getDescriptorForType();
            add(request, request, new ArrayList<>());
        }
        assertThat(tests).hasSizeGreaterThan(300);
        return tests.stream();
    }

    private void add(Descriptor request, Descriptor at, List<FieldDescriptor> way) {
        for (FieldDescriptor field : at.getFields()) {
            List<FieldDescriptor> here = new ArrayList<>(way);
            here.add(field);
            MemberRule rule = field.getOptions().getExtension(Options.member);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                add(request, field.getMessageType(), here);
            }
            if (rule.getRequired()) {
                test(request, here, "absent", null, false);
            }
            if (field.isRepeated()) {
                sizes(request, here, rule);
                if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                    values(rule.getItems(), field)
                            .forEach(c -> test(request, here, "element " + c.name, List.of(c.value), c.good));
                }
            } else {
                values(rule, field).forEach(c -> test(request, here, c.name, c.value, c.good));
            }
        }
    }

    private record Case(String name, Object value, boolean good) {}

    private void sizes(Descriptor request, List<FieldDescriptor> way, MemberRule rule) {
        FieldDescriptor list = way.getLast();
        if (rule.hasMax()) {
            for (long size = rule.getMin(); size <= rule.getMax() + 1; size++) {
                List<Object> elements = new ArrayList<>();
                for (long i = 0; i < size; i++) {
                    elements.add(good(list));
                }
                test(request, way, "size " + size, elements, size <= rule.getMax());
            }
        }
    }

    private static List<Case> values(MemberRule rule, FieldDescriptor field) {
        List<Case> cases = new ArrayList<>();
        boolean text = field.getJavaType() == FieldDescriptor.JavaType.STRING;
        if (rule.hasMin() && (!text || rule.getMin() > 0)) {
            cases.add(new Case("min - 1", sized(field, rule, rule.getMin() - 1), false));
        }
        if (rule.hasMin()) {
            cases.add(new Case("min", sized(field, rule, rule.getMin()), true));
        }
        if (rule.hasMax()) {
            cases.add(new Case("max", sized(field, rule, rule.getMax()), true));
            cases.add(new Case("max + 1", sized(field, rule, rule.getMax() + 1), false));
        }
        if (text && !rule.getPattern().isEmpty()) {
            cases.add(new Case("pattern", "\u00e9\n\u0001", false));
        }
        for (String value : rule.getValuesList()) {
            cases.add(new Case("value " + value, value, true));
            String lower = value.toLowerCase(Locale.ROOT);
            cases.add(new Case("not " + value, lower.equals(value) ? value.toUpperCase(Locale.ROOT) : lower, false));
        }
        if (!rule.getValuesList().isEmpty()) {
            cases.add(new Case("no value", "", false));
        }
        return cases;
    }

    private void test(Descriptor request, List<FieldDescriptor> way, String name, Object value, boolean good) {
        String path = way.stream()
                .map(FieldDescriptor::getName)
                .reduce((a, b) -> a + "." + b)
                .orElseThrow();
        tests.add(DynamicTest.dynamicTest(request.getName() + "." + path + ": " + name, () -> {
            Message message = with(goodOne(request), way, 0, value);
            List<String> findings =
                    ShapeCheck.findings(new Shapes().of(request), message.toByteArray(), (at, required) -> false, 0);
            if (good) {
                assertThat(findings).isEmpty();
            } else {
                String member = spoken(way.getLast());
                assertThat(findings).isNotEmpty().allMatch(f -> f.contains(member + "' failed to satisfy"));
            }
        }));
    }

    /** A member's name as AWS's findings have it: it begins with a small letter, whatever the JSON of the service does. */
    private static String spoken(FieldDescriptor field) {
        String given = field.getOptions().getExtension(Options.member).getName();
        return given.isEmpty()
                ? field.getJsonName()
                : given.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + given.substring(1);
    }

    /** The message with the value at the end of the way; null takes the member out. */
    private static Message with(Message message, List<FieldDescriptor> way, int step, Object value) {
        FieldDescriptor field = way.get(step);
        Message.Builder changed = message.toBuilder().clearField(field);
        if (step == way.size() - 1) {
            if (value instanceof List<?> elements) {
                elements.forEach(element -> changed.addRepeatedField(field, element));
            } else if (value != null) {
                changed.setField(field, value);
            }
            return changed.build();
        }
        Message below = with(goodOne(field.getMessageType()), way, step + 1, value);
        return field.isRepeated()
                ? changed.addRepeatedField(field, below).build()
                : changed.setField(field, below).build();
    }

    private static Message goodOne(Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            if (field.getOptions().getExtension(Options.member).getRequired()) {
                if (field.isRepeated()) {
                    message.addRepeatedField(field, good(field));
                } else {
                    message.setField(field, good(field));
                }
            }
        }
        return message.build();
    }

    private static Object good(FieldDescriptor field) {
        MemberRule own = field.getOptions().getExtension(Options.member);
        MemberRule rule = field.isRepeated() ? own.getItems() : own;
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return goodOne(field.getMessageType());
        }
        if (!rule.getValuesList().isEmpty()) {
            return rule.getValues(0);
        }
        boolean text = field.getJavaType() == FieldDescriptor.JavaType.STRING;
        return sized(field, rule, text ? Math.max(1, rule.getMin()) : rule.getMin());
    }

    /** A string of that length, or that number. */
    private static Object sized(FieldDescriptor field, MemberRule rule, long size) {
        return switch (field.getJavaType()) {
            case STRING -> {
                Pattern pattern = Pattern.compile(rule.getPattern().isEmpty() ? ".*" : rule.getPattern());
                String text = Stream.of("a", "1")
                        .map(letter -> letter.repeat((int) size))
                        .filter(each -> each.isEmpty() || pattern.matcher(each).matches())
                        .findFirst()
                        .orElse("");
                assertThat(text)
                        .as("letters or digits fit every pattern of the contract")
                        .hasSize((int) size);
                yield text;
            }
            case INT -> (int) size;
            case LONG -> size;
            case FLOAT -> (float) size;
            case DOUBLE -> (double) size;
            case BOOLEAN, BYTE_STRING, ENUM, MESSAGE -> throw new IllegalStateException(field.getFullName());
        };
    }
}
