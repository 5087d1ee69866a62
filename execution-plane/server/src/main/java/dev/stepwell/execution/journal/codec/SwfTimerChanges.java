package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.record.SwfTimerChange.CancelFailed;
import dev.stepwell.engine.record.SwfTimerChange.Canceled;
import dev.stepwell.engine.record.SwfTimerChange.Fired;
import dev.stepwell.engine.record.SwfTimerChange.StartFailed;
import dev.stepwell.engine.record.SwfTimerChange.Started;
import dev.stepwell.execution.ports.UnknownRecordException;

/** What happens to timers and markers of Amazon SWF. */
final class SwfTimerChanges {
    private SwfTimerChanges() {}

    static JournalFormat.SwfTimerRecord write(SwfTimerChange change, ValueWriter values) {
        JournalFormat.SwfTimerRecord.Builder to = JournalFormat.SwfTimerRecord.newBuilder();
        switch (change) {
            case Started c -> to.setStarted(started(c, values));
            case StartFailed c -> to.setStartFailed(cause(c.timerId(), c.cause(), c.completedEventId()));
            case Fired c -> to.setFired(ended(c.timerId(), c.startedEventId(), 0));
            case Canceled c -> to.setCanceled(ended(c.timerId(), c.startedEventId(), c.completedEventId()));
            case CancelFailed c -> to.setCancelFailed(cause(c.timerId(), c.cause(), c.completedEventId()));
        }
        return to.build();
    }

    private static JournalFormat.SwfTimerStarted started(Started c, ValueWriter values) {
        JournalFormat.SwfTimerStarted.Builder out = JournalFormat.SwfTimerStarted.newBuilder()
                .setTimerId(c.timerId())
                .setStartToFireSeconds(c.startToFireSeconds())
                .setCompletedEventId(c.completedEventId());
        c.control().ifPresent(control -> out.setControl(values.value(control)));
        return out.build();
    }

    private static JournalFormat.SwfTimerEnded ended(String timerId, long started, long completed) {
        return JournalFormat.SwfTimerEnded.newBuilder()
                .setTimerId(timerId)
                .setStartedEventId(started)
                .setCompletedEventId(completed)
                .build();
    }

    static JournalFormat.SwfNamedCause cause(String name, Enum<?> cause, long completed) {
        return JournalFormat.SwfNamedCause.newBuilder()
                .setName(name)
                .setCause(cause.name())
                .setCompletedEventId(completed)
                .build();
    }

    static SwfTimerChange read(JournalFormat.SwfTimerRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case STARTED -> started(Words.known(in.getStarted()), values);
            case START_FAILED -> startFailed(Words.known(in.getStartFailed()));
            case FIRED ->
                new Fired(Words.known(in.getFired()).getTimerId(), in.getFired().getStartedEventId());
            case CANCELED -> canceled(Words.known(in.getCanceled()));
            case CANCEL_FAILED -> cancelFailed(Words.known(in.getCancelFailed()));
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a timer");
        };
    }

    private static Started started(JournalFormat.SwfTimerStarted c, ValueReader values) {
        return new Started(
                c.getTimerId(),
                SwfWords.optional(c.hasControl(), c.getControl(), values),
                c.getStartToFireSeconds(),
                c.getCompletedEventId());
    }

    private static Canceled canceled(JournalFormat.SwfTimerEnded c) {
        return new Canceled(c.getTimerId(), c.getStartedEventId(), c.getCompletedEventId());
    }

    private static StartFailed startFailed(JournalFormat.SwfNamedCause c) {
        return new StartFailed(
                c.getName(), SwfWords.word(FailedCause.StartTimer.class, c.getCause()), c.getCompletedEventId());
    }

    private static CancelFailed cancelFailed(JournalFormat.SwfNamedCause c) {
        return new CancelFailed(
                c.getName(), SwfWords.word(FailedCause.CancelTimer.class, c.getCause()), c.getCompletedEventId());
    }

    static JournalFormat.SwfMarkerRecord write(SwfMarkerChange change, ValueWriter values) {
        JournalFormat.SwfMarkerRecord.Builder to = JournalFormat.SwfMarkerRecord.newBuilder();
        switch (change) {
            case SwfMarkerChange.Recorded c -> {
                JournalFormat.SwfMarkerRecorded.Builder out = JournalFormat.SwfMarkerRecorded.newBuilder()
                        .setName(c.markerName())
                        .setCompletedEventId(c.completedEventId());
                c.details().ifPresent(details -> out.setDetails(values.value(details)));
                to.setRecorded(out);
            }
            case SwfMarkerChange.RecordFailed c ->
                to.setRecordFailed(cause(c.markerName(), c.cause(), c.completedEventId()));
        }
        return to.build();
    }

    static SwfMarkerChange read(JournalFormat.SwfMarkerRecord in, ValueReader values) {
        return switch (Words.known(in).getChangeCase()) {
            case RECORDED -> recorded(Words.known(in.getRecorded()), values);
            case RECORD_FAILED -> recordFailed(Words.known(in.getRecordFailed()));
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record of a marker");
        };
    }

    private static SwfMarkerChange.Recorded recorded(JournalFormat.SwfMarkerRecorded c, ValueReader values) {
        return new SwfMarkerChange.Recorded(
                c.getName(), SwfWords.optional(c.hasDetails(), c.getDetails(), values), c.getCompletedEventId());
    }

    private static SwfMarkerChange.RecordFailed recordFailed(JournalFormat.SwfNamedCause c) {
        return new SwfMarkerChange.RecordFailed(
                c.getName(), SwfWords.word(FailedCause.RecordMarker.class, c.getCause()), c.getCompletedEventId());
    }
}
