package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.VariableNames;
import dev.stepwell.asl.expression.jsonata.Place.Offers;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import dev.stepwell.asl.finding.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSONata as a query language of states. */
public final class JsonataLanguage implements Language {
    /** Only these have a result that is not their input. */
    private static final Set<String> WITH_RESULT = Set.of("Task", "Parallel", "Map");

    private static final Set<String> RULE_FIELDS = Set.of("Condition", "Next", "Output", "Assign", "Comment");

    @Override
    public Shaping shaping(Written state, boolean argumentsShapeBody) {
        Offers offers = WITH_RESULT.contains(state.node().path("Type").asText()) ? Offers.RESULT : Offers.NOTHING_ELSE;
        return new JsonataShaping(
                template(state, Place.ofState(state, "Arguments", Offers.NOTHING_ELSE), "Arguments"),
                template(state, Place.ofState(state, "Output", offers), "Output"),
                assign(state, Place.ofState(state, "Assign", offers)),
                offers);
    }

    @Override
    public Shaping catcherShaping(Written catcher) {
        return partShaping(catcher, Offers.ERROR_OUTPUT);
    }

    /** A rule that matches goes by its own Output and Assign alone; those of the state belong to the Default. */
    @Override
    public Optional<Shaping> ruleShaping(Written rule, Shaping ofState) {
        return Optional.of(partShaping(rule, Offers.NOTHING_ELSE));
    }

    private static Shaping partShaping(Written part, Offers offers) {
        return new JsonataShaping(
                Optional.empty(),
                template(part, Place.ofPart(part, "Output", offers), "Output"),
                assign(part, Place.ofPart(part, "Assign", offers)),
                offers);
    }

    @Override
    public Optional<Condition> condition(Written rule) {
        rule.node().fieldNames().forEachRemaining(field -> {
            if (!RULE_FIELDS.contains(field)) {
                rule.report("Field '" + field + "' is not supported");
            }
        });
        if (!rule.require("Condition")) {
            return Optional.empty();
        }
        JsonNode written = rule.value("Condition").orElseThrow();
        if (TemplateReader.isExpression(written)) {
            Place place = Place.ofPart(rule, "Condition", Offers.NOTHING_ELSE);
            return TemplateReader.expression(written, place) instanceof Computed computed
                    ? Optional.of(scope -> computed.evaluate(Given.before(scope), new Fuel(), "boolean")
                            .booleanValue())
                    : Optional.empty();
        }
        return rule.bool("Condition").map(constant -> scope -> constant);
    }

    @Override
    public Optional<Expression> value(Written owner, Field field) {
        return new FieldReader(owner).read(field);
    }

    private static Optional<Template> template(Written owner, Place place, String field) {
        return owner.value(field).map(written -> TemplateReader.read(written, place));
    }

    private static List<Template.Member> assign(Written owner, Place place) {
        List<Template.Member> variables = new ArrayList<>();
        owner.object("Assign").ifPresent(assign -> {
            for (Map.Entry<String, JsonNode> field : assign.node().properties()) {
                VariableNames.check(assign, field.getKey());
                variables.add(new Template.Member(
                        field.getKey(), TemplateReader.read(field.getValue(), place.member(field.getKey()))));
            }
        });
        return List.copyOf(variables);
    }
}
