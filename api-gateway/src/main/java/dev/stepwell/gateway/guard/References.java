package dev.stepwell.gateway.guard;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.options.v1.Reference;
import dev.stepwell.names.SwfArn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a question is about, read off the contract's options: the ARNs in it, and that of what it makes. */
final class References {
    /** Stands for what has no resource of its own, such as a list. */
    static final String NOTHING_IN_PARTICULAR = "*";

    private static final String DOMAIN = "/domain/";

    private final Map<Descriptor, Boolean> worthALook = new ConcurrentHashMap<>();

    /**
     * What a question is about.
     *
     * @param arns of resources, as they were given
     * @param others that have no ARN: accounts, keys
     * @param byToken whether it points at a task by its token, which is a right in itself
     */
    record Subject(List<String> arns, List<String> others, boolean byToken) {
        /** As one text, for messages and audits. */
        String text() {
            if (!arns.isEmpty()) {
                return arns.getFirst();
            }
            return others.isEmpty() ? NOTHING_IN_PARTICULAR : String.join("/", others);
        }
    }

    /** What this question is about. */
    Subject of(Message question, Caller caller) {
        Collected found = new Collected(caller);
        collect(question, found);
        return new Subject(List.copyOf(found.arns), List.copyOf(found.others), found.byToken);
    }

    private void collect(Message message, Collected found) {
        message.getAllFields().forEach((field, value) -> {
            MemberRule rule = field.getOptions().getExtension(Options.member);
            if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
                List<?> values = value instanceof List<?> list ? list : List.of(value);
                values.forEach(each -> found.add(rule, (String) each));
            } else if (isWorthALook(field)) {
                List<?> values = value instanceof List<?> list ? list : List.of(value);
                values.forEach(each -> collect((Message) each, found));
            }
        });
    }

    private boolean isWorthALook(FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return false;
        }
        Boolean known = worthALook.get(field.getMessageType());
        if (known == null) {
            known = refers(field.getMessageType(), new HashSet<>());
            worthALook.put(field.getMessageType(), known);
        }
        return known;
    }

    private static boolean refers(Descriptor message, Set<Descriptor> seen) {
        return seen.add(message)
                && message.getFields().stream()
                        .anyMatch(field -> refers(field)
                                || (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                                        && refers(field.getMessageType(), seen)));
    }

    private static boolean refers(FieldDescriptor field) {
        MemberRule rule = field.getOptions().getExtension(Options.member);
        return rule.getReference() != Reference.REFERENCE_UNSPECIFIED
                || !rule.getMakes().isEmpty();
    }

    private static final class Collected {
        private final Caller caller;
        private final Collection<String> arns = new ArrayList<>(1);
        private final Collection<String> others = new ArrayList<>(0);
        private boolean byToken;

        Collected(Caller caller) {
            this.caller = caller;
        }

        void add(MemberRule rule, String value) {
            switch (rule.getMakes()) {
                case "" -> {}
                case DOMAIN -> arns.add(domain(value));
                default ->
                    arns.add("arn:aws:states:" + caller.region() + ":" + caller.account() + ":" + rule.getMakes() + ":"
                            + value);
            }
            switch (rule.getReference()) {
                case REFERENCE_ARN -> arns.add(resource(value));
                case REFERENCE_SWF_DOMAIN -> arns.add(domain(value));
                case REFERENCE_SCHEDULE -> arns.add(schedule(value));
                case REFERENCE_TASK_TOKEN -> byToken = true;
                case REFERENCE_KEY_ID,
                        REFERENCE_ACCOUNT,
                        REFERENCE_WEBHOOK,
                        REFERENCE_BULK_OPERATION,
                        REFERENCE_AWS_SERVICE -> others.add(value);
                case REFERENCE_PAGE_TOKEN, REFERENCE_UNSPECIFIED, UNRECOGNIZED -> {
                    // Neither is a resource of its own.
                }
            }
        }

        /** The resource itself: what stands behind a # is by which mock profile an execution of the machine is started. */
        private static String resource(String arn) {
            int profile = arn.indexOf('#');
            return profile < 0 ? arn : arn.substring(0, profile);
        }

        private String schedule(String name) {
            return "arn:aws:scheduler:" + caller.region() + ":" + caller.account() + ":schedule/default/" + name;
        }

        private String domain(String name) {
            return new SwfArn.Domain(
                            caller.region().toString(), caller.account().toString(), name)
                    .toString();
        }
    }
}
