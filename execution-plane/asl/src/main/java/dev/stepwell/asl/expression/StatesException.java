package dev.stepwell.asl.expression;

import dev.stepwell.asl.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression failed, with the error name and cause that the execution's history shows. No stack trace: it is data of the
 * language, not a defect.
 */
public final class StatesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The error name of a failure of JSONata. */
    public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";

    private final String error;
    private final String causeText;
    private final @Nullable Evaluation evaluation;

    /**
     * @param error the error name, such as {@code States.Runtime} or {@code States.ParameterPathFailure}
     * @param causeText the cause as AWS words it
     */
    public StatesException(String error, String causeText) {
        this(error, causeText, null);
    }

    private StatesException(String error, String causeText, @Nullable Evaluation evaluation) {
        super(error + ": " + causeText, null, false, false);
        this.error = error;
        this.causeText = Json.wellFormed(causeText);
        this.evaluation = evaluation;
    }

    /**
     * A failure in a JSONata state, which has an event of its own ({@code EvaluationFailed}).
     *
     * @param causeText the cause as AWS words it
     * @param evaluation where it happened
     */
    public static StatesException ofEvaluation(String causeText, Evaluation evaluation) {
        return new StatesException(QUERY_EVALUATION_ERROR, causeText, evaluation);
    }

    /**
     * Where in a JSONata state an evaluation failed.
     *
     * @param location the field, such as {@code Output/a[0]}; absent when it is no field's fault
     * @param afterwards whether the expression had its value and only then the value turned out to be unusable: AWS chains the event
     *     differently
     */
    public record Evaluation(Optional<String> location, boolean afterwards) {}

    /** Present when an event tells of the failure. */
    public Optional<Evaluation> evaluation() {
        return Optional.ofNullable(evaluation);
    }

    /** The error name. */
    public String error() {
        return error;
    }

    /** The cause as the history shows it. */
    public String causeText() {
        return causeText;
    }
}
