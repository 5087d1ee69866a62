package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.jsonata.query.Query;
import dev.stepwell.asl.expression.jsonata.query.QuerySyntaxException;
import java.util.Set;

/** Which variables an expression reads. */
public final class QueryVariables {
    private QueryVariables() {}

    /** The names, without the dollar; none when what is written is no expression, or a wrong one. */
    public static Set<String> in(JsonNode written) {
        if (!TemplateReader.isExpression(written)) {
            return Set.of();
        }
        try {
            return Query.compile(TemplateReader.inside(written)).freeVariables();
        } catch (QuerySyntaxException e) {
            return Set.of();
        }
    }
}
