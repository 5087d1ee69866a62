package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.contracts.internal.v1.JournalFormat.Value;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.Optional;
import java.util.OptionalLong;

/** The small parts that records of Amazon SWF share: types, times, settings, who initiated what. */
final class SwfWords {
    private SwfWords() {}

    /** AWS's word as the constant of that name. */
    static <E extends Enum<E>> E word(Class<E> words, String text) {
        try {
            return Enum.valueOf(words, text);
        } catch (IllegalArgumentException e) {
            throw new UnknownRecordException("a word for " + words.getSimpleName());
        }
    }

    static Optional<String> optional(boolean present, String text) {
        return present ? Optional.of(text) : Optional.empty();
    }

    static Optional<Payload> optional(boolean present, Value value, ValueReader values) {
        return present ? Optional.of(values.payload(value)) : Optional.empty();
    }

    static Optional<Timeout> optional(boolean present, JournalFormat.SwfTimeout timeout) {
        return present ? Optional.of(timeout(timeout)) : Optional.empty();
    }

    static Optional<Initiator> optional(boolean present, JournalFormat.SwfInitiator initiator) {
        return present ? Optional.of(initiator(initiator)) : Optional.empty();
    }

    static JournalFormat.SwfTimeout timeout(Timeout timeout) {
        JournalFormat.SwfTimeout.Builder out = JournalFormat.SwfTimeout.newBuilder();
        timeout.seconds().ifPresent(out::setSeconds);
        return out.build();
    }

    static Timeout timeout(JournalFormat.SwfTimeout in) {
        Words.known(in);
        return new Timeout(in.hasSeconds() ? OptionalLong.of(in.getSeconds()) : OptionalLong.empty());
    }

    static JournalFormat.SwfType type(SwfType type) {
        return JournalFormat.SwfType.newBuilder()
                .setName(type.name())
                .setVersion(type.version())
                .build();
    }

    static SwfType type(JournalFormat.SwfType in) {
        Words.known(in);
        return new SwfType(in.getName(), in.getVersion());
    }

    static JournalFormat.SwfInitiator initiator(Initiator initiator) {
        return execution(initiator.execution(), initiator.initiatedEventId());
    }

    static JournalFormat.SwfInitiator execution(WorkflowExecution execution, long initiatedEventId) {
        return JournalFormat.SwfInitiator.newBuilder()
                .setWorkflowId(execution.workflowId())
                .setRunId(execution.runId())
                .setInitiatedEventId(initiatedEventId)
                .build();
    }

    static Initiator initiator(JournalFormat.SwfInitiator in) {
        Words.known(in);
        return new Initiator(new WorkflowExecution(in.getWorkflowId(), in.getRunId()), in.getInitiatedEventId());
    }

    static JournalFormat.SwfSettings settings(SwfSettings settings) {
        JournalFormat.SwfSettings.Builder out = JournalFormat.SwfSettings.newBuilder()
                .setType(type(settings.type()))
                .setTaskList(settings.taskList())
                .setExecutionStartToClose(timeout(settings.executionStartToClose()))
                .setTaskStartToClose(timeout(settings.taskStartToClose()))
                .setChildPolicy(settings.childPolicy().name())
                .addAllTags(settings.tags());
        settings.taskPriority().ifPresent(out::setTaskPriority);
        settings.lambdaRole().ifPresent(out::setLambdaRole);
        return out.build();
    }

    static SwfSettings settings(JournalFormat.SwfSettings in) {
        Words.known(in);
        return new SwfSettings(
                type(in.getType()),
                in.getTaskList(),
                optional(in.hasTaskPriority(), in.getTaskPriority()),
                timeout(in.getExecutionStartToClose()),
                timeout(in.getTaskStartToClose()),
                word(ChildPolicy.class, in.getChildPolicy()),
                optional(in.hasLambdaRole(), in.getLambdaRole()),
                in.getTagsList());
    }

    static JournalFormat.SwfFacts facts(SwfFacts facts) {
        JournalFormat.SwfFacts.Builder out = JournalFormat.SwfFacts.newBuilder()
                .setDomain(facts.domain())
                .setWorkflowId(facts.execution().workflowId())
                .setRunId(facts.execution().runId())
                .setSettings(settings(facts.settings()))
                .setHasInput(facts.hasInput());
        facts.continuedFrom().ifPresent(out::setContinuedFrom);
        facts.parent().map(SwfWords::initiator).ifPresent(out::setParent);
        return out.build();
    }

    static SwfFacts facts(JournalFormat.SwfFacts in) {
        Words.known(in);
        return new SwfFacts(
                in.getDomain(),
                new WorkflowExecution(in.getWorkflowId(), in.getRunId()),
                settings(in.getSettings()),
                in.getHasInput(),
                optional(in.hasContinuedFrom(), in.getContinuedFrom()),
                optional(in.hasParent(), in.getParent()));
    }
}
