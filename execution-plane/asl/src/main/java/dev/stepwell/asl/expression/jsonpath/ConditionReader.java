package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Condition;
import dev.stepwell.asl.expression.Timestamps;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.finding.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the test of a Choice rule: And, Or, Not, or a Variable with exactly one operator. */
final class ConditionReader {
    private static final Set<String> COMBINERS = Set.of("And", "Or", "Not");
    private static final Set<String> RULE_FIELDS = Set.of("Next", "Assign", "Comment");

    /** The test of a rule; empty when it is wrong. */
    Optional<Condition> read(Written rule) {
        return read(rule, true).map(condition -> condition);
    }

    private Optional<ChoiceCondition> read(Written rule, boolean top) {
        checkFields(rule, top);
        if (rule.present("And", "Or", "Not", "Variable", "Condition") != 1) {
            rule.report("The object must have only one of the following fields, [And, Or, Not, Variable, Condition]");
            return Optional.empty();
        }
        if (rule.has("Not")) {
            return rule.object("Not").flatMap(inner -> read(inner, false)).map(ChoiceCondition.Not::new);
        }
        if (rule.has("And")) {
            return several(rule, "And").map(ChoiceCondition.And::new);
        }
        if (rule.has("Or")) {
            return several(rule, "Or").map(ChoiceCondition.Or::new);
        }
        return variable(rule);
    }

    private static void checkFields(Written rule, boolean top) {
        rule.node().fieldNames().forEachRemaining(field -> {
            if (field.equals("Condition") || field.equals("Output")) {
                rule.report("The QueryLanguage is set to 'JSONPath', but field '" + field
                        + "' is only supported for the 'JSONata' QueryLanguage");
                return;
            }
            boolean own = top ? RULE_FIELDS.contains(field) : field.equals("Comment");
            if (!own && !COMBINERS.contains(field) && !field.equals("Variable") && !Operators.exists(field)) {
                rule.report("Field '" + field + "' is not supported");
            }
        });
    }

    private Optional<List<ChoiceCondition>> several(Written rule, String field) {
        List<Written> written = rule.objects(field);
        if (written.isEmpty() && rule.value(field).filter(JsonNode::isArray).isPresent()) {
            rule.reportAt(field, "Value cannot be empty");
        }
        List<ChoiceCondition> conditions = new ArrayList<>();
        written.forEach(each -> read(each, false).ifPresent(conditions::add));
        return conditions.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(conditions));
    }

    private static Optional<ChoiceCondition> variable(Written rule) {
        List<String> operators = new ArrayList<>();
        rule.node().fieldNames().forEachRemaining(field -> {
            if (Operators.exists(field)) {
                operators.add(field);
            }
        });
        Optional<ScopedPath> variable = path(rule, "Variable");
        if (operators.size() != 1) {
            rule.report("There should only be one of the following fields: "
                    + (operators.isEmpty() ? Operators.all() : operators));
            return Optional.empty();
        }
        return variable.flatMap(path -> operator(rule, path, operators.getFirst()));
    }

    private static Optional<ChoiceCondition> operator(Written rule, ScopedPath variable, String operator) {
        Optional<ChoiceCondition.Type> type = Operators.type(operator);
        if (type.isPresent()) {
            return rule.bool(operator).map(expected -> new ChoiceCondition.Is(variable, type.get(), expected));
        }
        if (operator.equals("IsPresent")) {
            return rule.bool(operator).map(expected -> new ChoiceCondition.IsPresent(variable, expected));
        }
        if (operator.equals("StringMatches")) {
            return rule.text(operator).map(pattern -> new ChoiceCondition.Matches(variable, Wildcards.of(pattern)));
        }
        if (operator.endsWith("Path")) {
            String name = operator.substring(0, operator.length() - "Path".length());
            return Comparison.named(name)
                    .flatMap(comparison -> path(rule, operator)
                            .map(other -> new ChoiceCondition.WithPath(variable, comparison, other)));
        }
        return Comparison.named(operator)
                .flatMap(comparison -> constant(rule, operator, comparison.family())
                        .map(value -> new ChoiceCondition.WithConstant(variable, comparison, value)));
    }

    private static Optional<JsonNode> constant(Written rule, String operator, Comparison.Family family) {
        Optional<JsonNode> written = rule.value(operator);
        boolean right = switch (family) {
            case STRING -> rule.text(operator).isPresent();
            case BOOLEAN -> rule.bool(operator).isPresent();
            case NUMERIC -> written.filter(JsonNode::isNumber).isPresent();
            case TIMESTAMP -> rule.text(operator).isPresent();
        };
        if (!right && family == Comparison.Family.NUMERIC) {
            rule.reportAt(operator, "Expected value of type Number");
        }
        if (right
                && family == Comparison.Family.TIMESTAMP
                && rule.text(operator).flatMap(Timestamps::strict).isEmpty()) {
            rule.reportAt(operator, "String does not match RFC3339 timestamp");
            return Optional.empty();
        }
        return right ? written : Optional.empty();
    }

    private static Optional<ScopedPath> path(Written rule, String field) {
        return rule.text(field).flatMap(text -> {
            if (!text.startsWith("$")) {
                rule.reportAt(field, "Value is not a Reference Path: Reference path didn't start with '$'");
                return Optional.empty();
            }
            try {
                return Optional.of(ScopedPath.parse(text));
            } catch (PathSyntaxException e) {
                rule.reportAt(field, "Value is not a Reference Path: " + e.text());
                return Optional.empty();
            }
        });
    }
}
