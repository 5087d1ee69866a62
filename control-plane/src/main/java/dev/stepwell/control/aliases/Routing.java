package dev.stepwell.control.aliases;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.aliases.Alias.Route;
import dev.stepwell.control.aliases.Aliases.Target;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.names.Arn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A routing configuration that fits together; whether its versions exist is not said.
 *
 * @param machine whose versions they are
 * @param routes one or two
 */
record Routing(Arn.StateMachine machine, List<Route> routes) {
    /** Refuses with {@code ValidationException}, in AWS's words, what does not fit together. */
    static Routing read(List<Target> given) {
        List<String> arns = given.stream().map(Target::versionArn).toList();
        List<Arn.StateMachine> machines = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (Target line : given) {
            Arn.StateMachine arn = version(line.versionArn())
                    .orElseThrow(() -> invalid("Routing configuration must contain state machine version ARNs.", arns));
            machines.add(arn.unqualified());
            routes.add(new Route(ArnReader.versionNumber(arn).orElseThrow(), line.weight()));
        }
        if (new HashSet<>(arns).size() < arns.size()) {
            throw invalid("Routing configuration must contain distinct state machine version ARNs.", arns);
        }
        List<Integer> weights = routes.stream().map(Route::weight).toList();
        if (weights.stream().mapToInt(Integer::intValue).sum() != 100) {
            throw invalid("Sum of routing configuration weights must equal 100.", weights);
        }
        if (!machines.stream().allMatch(machines.getFirst()::equals)) {
            throw invalid("Routing configuration must contain version ARNs of one state machine.", arns);
        }
        return new Routing(machines.getFirst(), List.copyOf(routes));
    }

    /** The same; refused when its versions are another machine's. */
    Routing of(Arn.StateMachine expected) {
        if (!machine.equals(expected)) {
            List<String> arns = routes.stream()
                    .map(route ->
                            machine.qualified(Integer.toString(route.version())).toString())
                    .toList();
            throw invalid("Routing configuration must contain version ARNs of the alias' state machine.", arns);
        }
        return this;
    }

    private static Optional<Arn.StateMachine> version(String text) {
        return Optional.of(ArnReader.read(text))
                .filter(Arn.StateMachine.class::isInstance)
                .map(Arn.StateMachine.class::cast)
                .filter(arn -> ArnReader.versionNumber(arn).isPresent());
    }

    private static Fault invalid(String rule, List<?> received) {
        return new Fault(
                "ValidationException",
                rule + " Received: " + received,
                Map.of("reason", "INVALID_ROUTING_CONFIGURATION"));
    }
}
