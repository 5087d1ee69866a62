package dev.stepwell.gateway.rest;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All paths of the contract. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** The paths of these services, from {@code google.api.http} beside each rpc. */
    Routes(Services services) {
        for (Operation operation : services.all()) {
            HttpRule rule = operation.rpc().getOptions().getExtension(AnnotationsProto.http);
            add(operation, rule, false);
            rule.getAdditionalBindingsList().forEach(further -> add(operation, further, true));
        }
        routes.sort(Comparator.comparingInt((Route route) -> route.template().literals())
                .reversed()
                .thenComparing(route -> route.template().text())
                .thenComparing(Route::method));
    }

    /** What was found for a path. */
    sealed interface Found {
        /** An operation, and the values that stand in its path. */
        record Match(Route route, Map<Variable, String> variables) implements Found {}

        /** The path is there, but not for that method. */
        record OtherMethods(String allowed) implements Found {}

        /** There is no such path. */
        record Nothing() implements Found {}
    }

    /** All of them, those with the most literals first. */
    List<Route> all() {
        return List.copyOf(routes);
    }

    /** What is asked for by that method and path, which is still encoded. */
    Found find(String method, String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        TreeSet<String> others = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<Variable, String>> variables = route.template().match(segments);
            if (variables.isPresent()) {
                if (route.method().equals(method)) {
                    return new Found.Match(route, variables.get());
                }
                others.add(route.method());
            }
        }
        return others.isEmpty() ? new Found.Nothing() : new Found.OtherMethods(String.join(", ", others));
    }

    private void add(Operation operation, HttpRule rule, boolean further) {
        switch (rule.getPatternCase()) {
            case GET -> add("GET", rule.getGet(), operation, rule, further);
            case POST -> add("POST", rule.getPost(), operation, rule, further);
            case PATCH -> add("PATCH", rule.getPatch(), operation, rule, further);
            case PUT -> add("PUT", rule.getPut(), operation, rule, further);
            case DELETE -> add("DELETE", rule.getDelete(), operation, rule, further);
            case CUSTOM, PATTERN_NOT_SET ->
                throw new IllegalArgumentException("the contract has no path for " + operation.name());
        }
    }

    private void add(String method, String path, Operation operation, HttpRule rule, boolean further) {
        if (!rule.getBody().isEmpty() && !rule.getBody().equals("*")) {
            throw new IllegalArgumentException("the contract has whole bodies only: " + operation.name());
        }
        routes.add(new Route(
                method,
                Template.of(path, operation.input()),
                operation,
                !rule.getBody().isEmpty(),
                further));
    }
}
