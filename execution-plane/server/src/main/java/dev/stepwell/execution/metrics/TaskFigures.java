package dev.stepwell.execution.metrics;

import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.metrics.Recent.Thing;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The figures of tasks, by activity, function or service. */
final class TaskFigures {
    private static final int REMEMBERED = 50_000;
    private static final String NO_BEAT = "States.HeartbeatTimeout";

    private final Subjects subjects;
    private final Recent<Times> open = new Recent<>(REMEMBERED);

    TaskFigures(Subjects subjects) {
        this.subjects = subjects;
    }

    /** When an open task was scheduled, and when it was last begun if it was. */
    private record Times(Instant scheduled, Optional<Instant> started) {}

    /** The names that the figures have in a family. */
    private record Names(
            Metric.Of of,
            Metric scheduled,
            Metric started,
            Metric succeeded,
            Metric failed,
            Metric timedOut,
            Metric scheduleTime,
            Metric runTime,
            Metric time) {}

    private static final Names ACTIVITY = new Names(
            Metric.Of.ACTIVITY,
            Metric.ActivitiesScheduled,
            Metric.ActivitiesStarted,
            Metric.ActivitiesSucceeded,
            Metric.ActivitiesFailed,
            Metric.ActivitiesTimedOut,
            Metric.ActivityScheduleTime,
            Metric.ActivityRunTime,
            Metric.ActivityTime);

    private static final Names FUNCTION = new Names(
            Metric.Of.FUNCTION,
            Metric.LambdaFunctionsScheduled,
            Metric.LambdaFunctionsStarted,
            Metric.LambdaFunctionsSucceeded,
            Metric.LambdaFunctionsFailed,
            Metric.LambdaFunctionsTimedOut,
            Metric.LambdaFunctionScheduleTime,
            Metric.LambdaFunctionRunTime,
            Metric.LambdaFunctionTime);

    private static final Names SERVICE = new Names(
            Metric.Of.SERVICE,
            Metric.ServiceIntegrationsScheduled,
            Metric.ServiceIntegrationsStarted,
            Metric.ServiceIntegrationsSucceeded,
            Metric.ServiceIntegrationsFailed,
            Metric.ServiceIntegrationsTimedOut,
            Metric.ServiceIntegrationScheduleTime,
            Metric.ServiceIntegrationRunTime,
            Metric.ServiceIntegrationTime);

    void count(ExecutionKey key, StartFacts facts, Instant at, TaskChange change) {
        Thing task = new Thing(key, change.frame());
        switch (change) {
            case TaskChange.Scheduled c -> {
                open.put(task, new Times(at, Optional.empty()));
                of(key, facts, c.family()).count(names(c.family()).scheduled());
            }
            case TaskChange.Started c -> {
                Names names = names(c.family());
                Subject subject = of(key, facts, c.family());
                subject.count(names.started());
                Times times = open.get(task);
                if (times != null) {
                    open.put(task, new Times(times.scheduled(), Optional.of(at)));
                    subject.took(names.scheduleTime(), Duration.between(times.scheduled(), at));
                }
            }
            case TaskChange.Succeeded c ->
                ended(
                        of(key, facts, c.family()),
                        names(c.family()),
                        names(c.family()).succeeded(),
                        task,
                        at);
            case TaskChange.Failed c ->
                ended(
                        of(key, facts, c.family()),
                        names(c.family()),
                        names(c.family()).failed(),
                        task,
                        at);
            case TaskChange.TimedOut c -> {
                Subject subject = of(key, facts, c.family());
                ended(subject, names(c.family()), names(c.family()).timedOut(), task, at);
                if (c.family().kind() == TaskFamily.Kind.ACTIVITY
                        && c.error().filter(NO_BEAT::equals).isPresent()) {
                    subject.count(Metric.ActivitiesHeartbeatTimedOut);
                }
            }
            case TaskChange.Submitted ignored -> {}
            case TaskChange.EndedEarly ignored -> {}
            case TaskChange.BeatSeen ignored -> {}
        }
    }

    private void ended(Subject subject, Names names, Metric how, Thing task, Instant at) {
        subject.count(how);
        Times times = open.remove(task);
        if (times != null) {
            subject.took(names.time(), Duration.between(times.scheduled(), at));
            times.started().ifPresent(started -> subject.took(names.runTime(), Duration.between(started, at)));
        }
    }

    private Subject of(ExecutionKey key, StartFacts facts, TaskFamily family) {
        String name = family.kind() == TaskFamily.Kind.SERVICE
                ? "arn:aws:states:::" + family.resourceType() + ":" + family.resource()
                : family.resource();
        return subjects.of(key.tenant(), facts.account(), names(family).of(), name);
    }

    private static Names names(TaskFamily family) {
        return switch (family.kind()) {
            case ACTIVITY -> ACTIVITY;
            case FUNCTION -> FUNCTION;
            case SERVICE -> SERVICE;
        };
    }
}
