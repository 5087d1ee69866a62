package dev.stepwell.engine.asl;

import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a redrive means: every flow that had not come through goes on where it was (developer guide, "Redrive behavior of individual
 * states"). Its state does its work anew, with all its attempts; of a fan-out only those parts that had not come through.
 */
final class RedriveFold {
    /** How many redrives are known again by their tokens (API reference, RedriveExecution). */
    private static final int REMEMBERED = 10;

    private RedriveFold() {}

    static void apply(AslRun run, JournalRecord record, ExecutionChange.Redriven redriven) {
        run.status = RunStatus.RUNNING;
        run.stoppedAt = Instant.EPOCH;
        run.rested = Duration.ZERO;
        run.generation = redriven.redriveCount();
        run.redrives.add(new AslRun.Redrive(record.at(), redriven.clientToken()));
        if (run.redrives.size() > REMEMBERED) {
            run.redrives.remove(0);
        }
        goOn(run, run.frame(0), record.eventId());
    }

    private static void goOn(AslRun run, Frame frame, long event) {
        frame.halted = false;
        if (frame.step instanceof Step.Ended) {
            run.refresh(frame);
            return;
        }
        frame.last = event;
        frame.stateAborted = false;
        frame.iterationClosed = false;
        frame.runAborted = false;
        Arrays.fill(frame.retries, 0);
        Step from = from(frame);
        if (from instanceof Step.Branching || from instanceof Step.Iterating) {
            frame.fanOut = null;
            for (int child : List.copyOf(frame.children)) {
                goOn(run, run.frame(child), event);
            }
        } else {
            run.dropChildren(frame);
        }
        run.move(frame, from);
    }

    private static Step from(Frame frame) {
        Step fanOut = frame.fanOut;
        return switch (frame.step) {
            case Step.Enter s -> s;
            case Step.Branching s -> s;
            case Step.Iterating s -> s;
            case Step.Failing s -> fanOut == null || isTooLarge(s.error()) ? new Step.Body() : fanOut;
            case Step.Failed s -> fanOut == null || isTooLarge(s.error()) ? new Step.Body() : fanOut;
            case Step.Body s -> again(frame);
            case Step.Waiting s -> again(frame);
            case Step.Retrying s -> again(frame);
            case Step.Working s -> again(frame);
            case Step.Distributing s -> again(frame);
            case Step.Mapping s -> again(frame);
            case Step.Mapped s -> again(frame);
            case Step.Done s -> again(frame);
            case Step.Ended s -> s;
        };
    }

    /** A Fail is entered again, everything else only does its work again. */
    private static Step again(Frame frame) {
        return frame.state() instanceof State.Fail ? new Step.Enter() : new Step.Body();
    }

    /** What was too large is made again, with the parts that had come through. */
    private static boolean isTooLarge(Optional<String> error) {
        return error.filter(Errors.DATA_LIMIT_EXCEEDED::equals).isPresent();
    }
}
