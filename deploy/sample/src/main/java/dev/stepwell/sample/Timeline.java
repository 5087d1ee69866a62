package dev.stepwell.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** An execution's history as lines to read: when, which event, after which, and what it was about. */
final class Timeline {
    private static final int LONGEST = 90;

    private Timeline() {}

    static String text(List<HistoryEvent> events) {
        StringBuilder lines = new StringBuilder();
        Instant start = events.isEmpty() ? Instant.EPOCH : events.get(0).timestamp();
        for (HistoryEvent event : events) {
            double seconds = Duration.between(start, event.timestamp()).toMillis() / 1000.0;
            lines.append(String.format(
                            Locale.ROOT,
                            "%8.3f s  %3d after %-3d  %-28s %s",
                            seconds,
                            event.id(),
                            event.previousEventId(),
                            event.typeAsString(),
                            shortened(about(event)))
                    .stripTrailing());
            lines.append('\n');
        }
        return lines.toString();
    }

    /** The first thing that the event tells of itself. */
    private static String about(HistoryEvent event) {
        return Stream.of(
                        Optional.ofNullable(event.stateEnteredEventDetails()).map(d -> d.name()),
                        Optional.ofNullable(event.stateExitedEventDetails()).map(d -> d.name()),
                        Optional.ofNullable(event.lambdaFunctionScheduledEventDetails())
                                .map(d -> d.resource()),
                        Optional.ofNullable(event.lambdaFunctionSucceededEventDetails())
                                .map(d -> d.output()),
                        Optional.ofNullable(event.lambdaFunctionFailedEventDetails())
                                .map(d -> failed(d.error(), d.cause())),
                        Optional.ofNullable(event.taskScheduledEventDetails())
                                .map(d -> d.resourceType() + ":" + d.resource()),
                        Optional.ofNullable(event.taskFailedEventDetails()).map(d -> failed(d.error(), d.cause())),
                        Optional.ofNullable(event.activityScheduledEventDetails())
                                .map(d -> d.resource()),
                        Optional.ofNullable(event.activityStartedEventDetails()).map(d -> d.workerName()),
                        Optional.ofNullable(event.activitySucceededEventDetails())
                                .map(d -> d.output()),
                        Optional.ofNullable(event.activityFailedEventDetails()).map(d -> failed(d.error(), d.cause())),
                        Optional.ofNullable(event.mapIterationStartedEventDetails())
                                .map(d -> d.name() + " " + d.index()),
                        Optional.ofNullable(event.mapIterationSucceededEventDetails())
                                .map(d -> d.name() + " " + d.index()),
                        Optional.ofNullable(event.executionFailedEventDetails()).map(d -> failed(d.error(), d.cause())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static String failed(String error, String cause) {
        return error + ": " + cause;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
