package dev.stepwell.asl.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the 39 operators of Choice rules. */
final class Operators {
    private static final Map<String, ChoiceCondition.Type> TYPES = Map.of(
            "IsNull", ChoiceCondition.Type.NULL,
            "IsString", ChoiceCondition.Type.STRING,
            "IsNumeric", ChoiceCondition.Type.NUMERIC,
            "IsBoolean", ChoiceCondition.Type.BOOLEAN,
            "IsTimestamp", ChoiceCondition.Type.TIMESTAMP);

    private static final List<String> ALL = names();
    private static final Set<String> NAMES = Set.copyOf(ALL);

    private Operators() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Comparison.Family family : Comparison.Family.values()) {
            for (Comparison.Relation relation : Comparison.Relation.values()) {
                String name = family.prefix() + relation.suffix();
                if (Comparison.named(name).isPresent()) {
                    names.add(name);
                    names.add(name + "Path");
                }
            }
        }
        names.add("StringMatches");
        names.addAll(List.of("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"));
        return List.copyOf(names);
    }

    static boolean exists(String name) {
        return NAMES.contains(name);
    }

    static List<String> all() {
        return ALL;
    }

    /** The type an Is operator tests for; empty for IsPresent and the others. */
    static Optional<ChoiceCondition.Type> type(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }
}
