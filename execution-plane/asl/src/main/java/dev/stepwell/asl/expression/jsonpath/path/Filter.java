package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** The test of {@code [?(…)]}. */
sealed interface Filter {
    record And(List<Filter> all) implements Filter {}

    record Or(List<Filter> any) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** {@code @.a}: there is such a value, be it null. */
    record Exists(Operand operand) implements Filter {}

    record Compare(Operand left, Operator operator, Operand right) implements Filter {}

    /** Either side of a comparison. */
    sealed interface Operand {}

    /** A value written in the path. */
    record Literal(JsonNode value) implements Operand {}

    /** {@code @.a}: below the tested value. */
    record Current(JsonPath path) implements Operand {}

    /** {@code $.a}: below the whole document. */
    record Whole(JsonPath path) implements Operand {}

    /** {@code /pattern/flags}. */
    record Regex(Pattern pattern) implements Operand {}

    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        GREATER(">"),
        MATCHES("=~"),
        IN("in"),
        NOT_IN("nin"),
        CONTAINS("contains"),
        SIZE("size"),
        EMPTY("empty");

        private final String spelling;

        Operator(String spelling) {
            this.spelling = spelling;
        }

        String spelling() {
            return spelling;
        }
    }
}
