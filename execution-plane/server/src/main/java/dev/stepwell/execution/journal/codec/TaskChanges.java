package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskChange.BeatSeen;
import dev.stepwell.engine.record.TaskChange.EndedEarly;
import dev.stepwell.engine.record.TaskChange.Failed;
import dev.stepwell.engine.record.TaskChange.Scheduled;
import dev.stepwell.engine.record.TaskChange.Started;
import dev.stepwell.engine.record.TaskChange.Submitted;
import dev.stepwell.engine.record.TaskChange.Succeeded;
import dev.stepwell.engine.record.TaskChange.TimedOut;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;
import java.util.OptionalLong;

/** What happens to the task of a Task state. */
final class TaskChanges {
    private TaskChanges() {}

    static void write(TaskChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case Scheduled c -> to.setTaskScheduled(scheduled(c, values));
            case Started c -> to.setTaskStarted(started(c));
            case Submitted c -> to.setTaskSubmitted(output(c.frame(), c.family(), c.output(), values));
            case Succeeded c -> to.setTaskSucceeded(output(c.frame(), c.family(), c.output(), values));
            case Failed c -> to.setTaskFailed(failure(c.frame(), c.family(), c.error(), c.cause()));
            case TimedOut c -> to.setTaskTimedOut(failure(c.frame(), c.family(), c.error(), c.cause()));
            case EndedEarly c -> to.setTaskEndedEarly(endedEarly(c, values));
            case BeatSeen c ->
                to.setBeatSeen(
                        JournalFormat.BeatSeen.newBuilder().setFrame(c.frame()).setBeat(Words.time(c.beat())));
        }
    }

    private static JournalFormat.TaskScheduled scheduled(Scheduled c, ValueWriter values) {
        JournalFormat.TaskScheduled.Builder out = JournalFormat.TaskScheduled.newBuilder()
                .setFrame(c.frame())
                .setFamily(Words.family(c.family()))
                .setRegion(c.region())
                .setParameters(values.value(c.parameters()));
        c.timeoutSeconds().ifPresent(out::setTimeoutSeconds);
        c.heartbeatSeconds().ifPresent(out::setHeartbeatSeconds);
        c.roleArn().ifPresent(out::setRoleArn);
        return out.build();
    }

    private static JournalFormat.TaskStarted started(Started c) {
        JournalFormat.TaskStarted.Builder out =
                JournalFormat.TaskStarted.newBuilder().setFrame(c.frame()).setFamily(Words.family(c.family()));
        c.worker().ifPresent(out::setWorker);
        return out.setPoll(c.poll()).build();
    }

    private static JournalFormat.TaskOutput output(int frame, TaskFamily family, Payload output, ValueWriter values) {
        return JournalFormat.TaskOutput.newBuilder()
                .setFrame(frame)
                .setFamily(Words.family(family))
                .setOutput(values.value(output))
                .build();
    }

    private static JournalFormat.TaskFailure failure(
            int frame, TaskFamily family, Optional<String> error, Optional<String> cause) {
        return JournalFormat.TaskFailure.newBuilder()
                .setFrame(frame)
                .setFamily(Words.family(family))
                .setFailure(Words.failure(error, cause))
                .build();
    }

    private static JournalFormat.TaskEndedEarly endedEarly(EndedEarly c, ValueWriter values) {
        JournalFormat.TaskEndedEarly.Builder out = JournalFormat.TaskEndedEarly.newBuilder()
                .setFrame(c.frame())
                .setFailure(Words.failure(c.error(), c.cause()));
        c.output().ifPresent(output -> out.setOutput(values.value(output)));
        return out.build();
    }

    static EndedEarly endedEarly(JournalFormat.TaskEndedEarly c, ValueReader values) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new EndedEarly(
                c.getFrame(),
                c.hasOutput() ? Optional.of(values.payload(c.getOutput())) : Optional.empty(),
                Words.error(failure),
                Words.cause(failure));
    }

    static Scheduled scheduled(JournalFormat.TaskScheduled c, ValueReader values) {
        Words.known(c);
        return new Scheduled(
                c.getFrame(),
                Words.family(c.getFamily()),
                c.getRegion(),
                values.payload(c.getParameters()),
                c.hasTimeoutSeconds() ? OptionalLong.of(c.getTimeoutSeconds()) : OptionalLong.empty(),
                c.hasHeartbeatSeconds() ? OptionalLong.of(c.getHeartbeatSeconds()) : OptionalLong.empty(),
                c.hasRoleArn() ? Optional.of(c.getRoleArn()) : Optional.empty());
    }

    static Started started(JournalFormat.TaskStarted c) {
        Words.known(c);
        return new Started(
                c.getFrame(),
                Words.family(c.getFamily()),
                c.hasWorker() ? Optional.of(c.getWorker()) : Optional.empty(),
                c.getPoll());
    }

    static Submitted submitted(JournalFormat.TaskOutput c, ValueReader values) {
        Words.known(c);
        return new Submitted(c.getFrame(), Words.family(c.getFamily()), values.payload(c.getOutput()));
    }

    static Succeeded succeeded(JournalFormat.TaskOutput c, ValueReader values) {
        Words.known(c);
        return new Succeeded(c.getFrame(), Words.family(c.getFamily()), values.payload(c.getOutput()));
    }

    static Failed failed(JournalFormat.TaskFailure c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new Failed(c.getFrame(), Words.family(c.getFamily()), Words.error(failure), Words.cause(failure));
    }

    static TimedOut timedOut(JournalFormat.TaskFailure c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new TimedOut(c.getFrame(), Words.family(c.getFamily()), Words.error(failure), Words.cause(failure));
    }

    static BeatSeen beatSeen(JournalFormat.BeatSeen c) {
        return new BeatSeen(Words.known(c).getFrame(), Words.time(c.getBeat()));
    }
}
