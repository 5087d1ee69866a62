package dev.stepwell.asl.model;

import dev.stepwell.asl.expression.Shaping;
import java.util.List;

/**
 * One entry of Catch.
 *
 * @param errorEquals the error names it stands for
 * @param shaping its ResultPath, or Output, and Assign; what it shapes is the error output {@code {Error, Cause}}
 * @param next where it leads
 */
public record Catcher(List<String> errorEquals, Shaping shaping, String next) {
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
