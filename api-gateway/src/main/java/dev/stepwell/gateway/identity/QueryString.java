package dev.stepwell.gateway.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands behind a request's question mark, every parameter encoded in the one way that is signed. */
record QueryString(List<Parameter> parameters) {
    /** A parameter; both halves have all but RFC 3986's unreserved characters encoded. */
    record Parameter(String name, String value) {}

    /** The parameters of a query as it came; empty when something in it is badly encoded. A plus is a plus and no blank. */
    static Optional<QueryString> parse(String raw) {
        List<Parameter> parameters = new ArrayList<>();
        for (String parameter : raw.isEmpty() ? new String[0] : raw.split("&")) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            Optional<String> name = UriText.recode(equals < 0 ? parameter : parameter.substring(0, equals));
            Optional<String> value = UriText.recode(equals < 0 ? "" : parameter.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(new Parameter(name.get(), value.get()));
        }
        return Optional.of(new QueryString(List.copyOf(parameters)));
    }

    /** The values of a parameter whose name needs no encoding, decoded, in the order they came. */
    List<String> values(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name.equals(name))
                .map(parameter -> URLDecoder.decode(parameter.value, StandardCharsets.UTF_8))
                .toList();
    }

    /** All parameters but those of this name. */
    QueryString without(String name) {
        return new QueryString(parameters.stream()
                .filter(parameter -> !parameter.name.equals(name))
                .toList());
    }

    /** The query as it is signed: sorted by name, and by value where names are the same. */
    String canonical() {
        return parameters.stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name + "=" + parameter.value)
                .collect(Collectors.joining("&"));
    }
}
