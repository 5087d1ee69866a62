package dev.stepwell.asl.expression.jsonpath.path;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One step of a path, from a value to the values below it. */
sealed interface Step {
    /** Whether it leads to one value at most. */
    boolean isDefinite();

    /** Its canonical text, as in AWS's error messages. */
    String text();

    /** {@code .name}, {@code ['name']}, {@code ['a','b']}. */
    record Children(List<String> names) implements Step {
        @Override
        public boolean isDefinite() {
            return names.size() == 1;
        }

        @Override
        public String text() {
            return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** {@code [0]}, {@code [-1]}, {@code [0,2]}; a negative index counts from the end. */
    record Indices(List<Integer> indices) implements Step {
        @Override
        public boolean isDefinite() {
            return indices.size() == 1;
        }

        @Override
        public String text() {
            return indices.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** {@code [1:3]}, {@code [1:]}, {@code [:-1]}: from the first, up to and without the second. */
    record Slice(OptionalInt from, OptionalInt to) implements Step {
        @Override
        public boolean isDefinite() {
            return false;
        }

        @Override
        public String text() {
            return "[" + shown(from) + ":" + shown(to) + "]";
        }

        private static String shown(OptionalInt bound) {
            return bound.isPresent() ? String.valueOf(bound.getAsInt()) : "";
        }
    }

    /** {@code .*} and {@code [*]}. */
    record Wildcard() implements Step {
        @Override
        public boolean isDefinite() {
            return false;
        }

        @Override
        public String text() {
            return "[*]";
        }
    }

    /** {@code [?(…)]}. */
    record Where(Filter filter) implements Step {
        @Override
        public boolean isDefinite() {
            return false;
        }

        @Override
        public String text() {
            return "[?]";
        }
    }

    /** {@code ..} and the step after it: that step taken from the value itself and everything below it. */
    record Deep(Step step) implements Step {
        @Override
        public boolean isDefinite() {
            return false;
        }

        @Override
        public String text() {
            return ".." + step.text();
        }
    }

    /** {@code .length()} and its like, always the last step. */
    record Call(PathFunction function) implements Step {
        @Override
        public boolean isDefinite() {
            return true;
        }

        @Override
        public String text() {
            return "." + function.spelling() + "()";
        }
    }
}
