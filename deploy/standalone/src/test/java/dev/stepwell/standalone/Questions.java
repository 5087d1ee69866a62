package dev.stepwell.standalone;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.Reference;
import dev.stepwell.gateway.shapes.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Questions made from the contract: every member that must be there, and one reference of somebody's choice. */
final class Questions {
    /** What a required member is given that refers to nothing. A new one that is not here fails the matrix. */
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("name", SwfEstate.NAME),
            Map.entry("domain", SwfEstate.NAME),
            Map.entry("workflow_id", SwfEstate.NAME),
            Map.entry("signal_name", SwfEstate.NAME),
            Map.entry("version", "v"),
            Map.entry("workflow_execution_retention_period_in_days", "1"),
            Map.entry("registration_status", "REGISTERED"),
            Map.entry("authorization_type", "API_KEY"),
            Map.entry("definition", "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true}}}"),
            Map.entry("role_arn", "arn:aws:iam::123456789012:role/any"),
            Map.entry("output", "{}"),
            Map.entry("schedule_expression", "cron(0 12 1 1 ? 2199)"),
            Map.entry("mode", "OFF"),
            Map.entry("state_name", "P"),
            Map.entry("url", "http://127.0.0.1:9/"),
            Map.entry("endpoint", "http://127.0.0.1:9/"),
            Map.entry("access_key_id", "k"),
            Map.entry("secret_access_key", "s"),
            Map.entry("overlap_policy", "SKIP"),
            Map.entry("profile_name", Estate.MOCK),
            Map.entry("states", "{}"),
            Map.entry("mock_config", "{}"),
            Map.entry("weight", 100),
            Map.entry("kind", "BEARER"),
            Map.entry("action", "REDRIVE"),
            Map.entry("key", "k"),
            Map.entry("value", "v"),
            Map.entry("tag_keys", "k"),
            Map.entry("account", "123456789012"));

    /** Only operators say whose account they mean. */
    private static final Set<Reference> NOT_TENANTS = Set.of(Reference.REFERENCE_ACCOUNT);

    private Questions() {}

    /** A member that refers to something, and the members that lead to it. */
    record Path(List<FieldDescriptor> fields) {
        FieldDescriptor last() {
            return fields.getLast();
        }

        Reference kind() {
            return rule(last()).getReference();
        }

        @Override
        public String toString() {
            return String.join(
                    ".", fields.stream().map(FieldDescriptor::getName).toList());
        }
    }

    /** All references that a question of this operation can have. */
    static List<Path> references(Operation operation) {
        List<Path> found = new ArrayList<>();
        collect(operation.rpc().getInputType(), List.of(), found);
        return found;
    }

    private static void collect(Descriptor message, List<FieldDescriptor> before, List<Path> found) {
        for (FieldDescriptor field : message.getFields()) {
            List<FieldDescriptor> fields =
                    Stream.concat(before.stream(), Stream.of(field)).toList();
            if (NOT_TENANTS.contains(rule(field).getReference())) {
                continue;
            }
            if (rule(field).getReference() != Reference.REFERENCE_UNSPECIFIED) {
                found.add(new Path(fields));
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !before.contains(field)) {
                collect(field.getMessageType(), fields, found);
            }
        }
    }

    /** The question with that reference; every other one is the asker's own. */
    static Message with(Operation operation, Path path, String value, Estate own) {
        return fill(operation.request().toBuilder(), path.fields(), value, own).build();
    }

    /** The question of which no reference is anybody else's. */
    static Message own(Operation operation, Estate own) {
        return fill(operation.request().toBuilder(), List.of(), "", own).build();
    }

    private static Message.Builder fill(Message.Builder message, List<FieldDescriptor> path, String value, Estate own) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            boolean onPath = !path.isEmpty() && path.getFirst().equals(field);
            if (onPath && path.size() == 1) {
                message.setField(field, value);
            } else if (onPath || rule(field).getRequired()) {
                put(message, field, onPath ? path.subList(1, path.size()) : List.of(), value, own);
            }
        }
        return message;
    }

    private static void put(
            Message.Builder message, FieldDescriptor field, List<FieldDescriptor> path, String value, Estate own) {
        Object content;
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            content = fill(message.newBuilderForField(field), path, value, own).build();
        } else if (rule(field).getReference() != Reference.REFERENCE_UNSPECIFIED) {
            content = own.reference(field);
        } else if (field.getName().equals("run_id")) {
            content = own.reference(field);
        } else {
            content = VALUES.get(field.getName());
            if (content == null) {
                throw new IllegalStateException("no value is known for " + field.getFullName() + ": add it here");
            }
        }
        if (field.isRepeated()) {
            message.addRepeatedField(field, content);
        } else {
            message.setField(field, content);
        }
    }

    private static MemberRule rule(FieldDescriptor field) {
        return field.getOptions().getExtension(Options.member);
    }
}
