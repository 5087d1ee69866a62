package dev.stepwell.gateway.conditions;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.ActionRule;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which answers have a tag, and which requests may be made to depend on one. Whether something is as expected is decided by the plane, in the
 * transaction that changes it; here it is only read what is expected.
 */
public final class Conditions {
    /** The header that a change depends on. */
    public static final String IF_MATCH = "If-Match";

    private static final String IF_NONE_MATCH = "If-None-Match";

    /** Messages that show a resource. */
    private final Set<Descriptor> resources;

    /** Of these services. */
    public Conditions(Services services) {
        resources = services.all().stream()
                .filter(Conditions::isRead)
                .map(operation -> operation.answer().getDescriptorForType())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the operation reads a resource that has a tag. */
    public static boolean isRead(Operation operation) {
        return operation.rule().getTagged() && operation.rule().getRead();
    }

    /** Whether the operation changes a resource that has a tag, and can be made to depend on it. */
    public static boolean isChange(Operation operation) {
        return operation.rule().getTagged() && !operation.rule().getRead();
    }

    /**
     * The caller, with what the request expects. What nothing is compared with is refused, rather than done in spite of it: throws
     * {@code ValidationException}.
     *
     * @param ifMatch the lines of the header
     */
    public static Caller expecting(Operation operation, Caller caller, List<String> ifMatch) {
        Optional<EntityTags> given = EntityTags.read(IF_MATCH, ifMatch);
        if (given.isPresent() && !isChange(operation)) {
            throw new Fault(
                    "ValidationException",
                    operation.name() + " takes no " + IF_MATCH + ": nothing is compared with it.");
        }
        return given.map(tags -> caller.expecting(tags.expected())).orElse(caller);
    }

    /**
     * Whether the client has what it asks for; nobody has what changes by itself. Throws {@code ValidationException} for a header that is none.
     *
     * @param ifNoneMatch the lines of the header
     * @param tag that of the answer
     */
    public static boolean isKnown(List<String> ifNoneMatch, Message answer, Optional<EntityTag> tag) {
        Optional<EntityTags> given = EntityTags.read(IF_NONE_MATCH, ifNoneMatch);
        return given.isPresent()
                && EntityTag.isOfAll(answer.getDescriptorForType())
                && tag.filter(given.get()::names).isPresent();
    }

    /** Refuses If-None-Match where nothing is only read. */
    public static void checkReads(Operation operation, List<String> ifNoneMatch) {
        if (!ifNoneMatch.isEmpty() && !operation.rule().getRead()) {
            throw new Fault(
                    "ValidationException", operation.name() + " takes no " + IF_NONE_MATCH + ": it reads nothing.");
        }
    }

    /** The tag of what an answer shows, when it is a resource that has one. An answer that was to leave something out shows none. */
    public Optional<EntityTag> tag(Operation operation, Message question, Message answer) {
        ActionRule rule = operation.rule();
        boolean whole = rule.getTagged()
                && resources.contains(answer.getDescriptorForType())
                && (!rule.getRead() || isPlain(question));
        return whole ? Optional.of(EntityTag.of(answer)) : Optional.empty();
    }

    /** Whether a question says which resource it means, and nothing else. */
    private static boolean isPlain(Message question) {
        return question.getAllFields().keySet().stream()
                .allMatch(member ->
                        member.getOptions().getExtension(Options.member).getRequired());
    }
}
