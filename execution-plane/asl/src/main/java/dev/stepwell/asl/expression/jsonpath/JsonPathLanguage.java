package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.VariableNames;
import dev.stepwell.asl.finding.Written;
import java.util.Optional;

/** JSONPath as a query language of states. */
public final class JsonPathLanguage implements Language {
    @Override
    public Shaping shaping(Written state, boolean argumentsShapeBody) {
        return new JsonPathShaping(
                Selector.read(state, "InputPath"),
                argumentsShapeBody ? template(state, "Parameters") : Optional.empty(),
                state.object("ResultSelector").flatMap(o -> template(state, "ResultSelector")),
                ResultPlace.read(state),
                Selector.read(state, "OutputPath"),
                assign(state));
    }

    @Override
    public Shaping catcherShaping(Written catcher) {
        return new JsonPathShaping(
                new Selector.Everything(),
                Optional.empty(),
                Optional.empty(),
                ResultPlace.read(catcher),
                new Selector.Everything(),
                assign(catcher));
    }

    @Override
    public Optional<Shaping> ruleShaping(Written rule, Shaping ofState) {
        JsonPathShaping state = ofState instanceof JsonPathShaping shaping ? shaping : JsonPathShaping.IDENTITY;
        return Optional.of(state.assigning(assign(rule)));
    }

    @Override
    public Optional<Condition> condition(Written rule) {
        return new ConditionReader().read(rule);
    }

    @Override
    public Optional<Expression> value(Written owner, Field field) {
        return new ValueReader(owner).read(field);
    }

    static Optional<Expression> template(Written owner, String field) {
        return owner.value(field).map(written -> template(owner, field, written));
    }

    private static Expression template(Written owner, String field, JsonNode written) {
        return new TemplateReader(owner.findings()).read(written, owner.at(field));
    }

    private static Optional<Expression> assign(Written owner) {
        Optional<Written> assign = owner.object("Assign");
        assign.ifPresent(JsonPathLanguage::checkNames);
        return assign.flatMap(a -> template(owner, "Assign"));
    }

    private static void checkNames(Written assign) {
        assign.node().fieldNames().forEachRemaining(written -> {
            String name = written.endsWith(".$") ? written.substring(0, written.length() - 2) : written;
            VariableNames.check(assign, name);
        });
    }
}
