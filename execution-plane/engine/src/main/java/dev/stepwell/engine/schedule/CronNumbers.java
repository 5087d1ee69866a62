package dev.stepwell.engine.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Fields of cron that are numbers: {@code 5}, {@code 1,2}, {@code MON-FRI}, {@code *}, {@code 0/15}, {@code 8-18/2}. */
final class CronNumbers {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private CronNumbers() {}

    /**
     * What numbers a field has.
     *
     * @param names of its numbers, from the first on; may be none
     */
    record Range(int first, int last, List<String> names) {
        OptionalInt number(String text) {
            int named = names.indexOf(text);
            if (named >= 0) {
                return OptionalInt.of(first + named);
            }
            if (!NUMBER.matcher(text).matches()) {
                return OptionalInt.empty();
            }
            int number = Integer.parseInt(text);
            return number >= first && number <= last ? OptionalInt.of(number) : OptionalInt.empty();
        }
    }

    /** The numbers that a field names; nothing when it is not well formed. */
    static Optional<BitSet> parse(String field, Range range) {
        BitSet numbers = new BitSet(range.last() + 1);
        for (String part : field.split(",", -1)) {
            if (!add(part, range, numbers)) {
                return Optional.empty();
            }
        }
        return Optional.of(numbers);
    }

    private static boolean add(String part, Range range, BitSet numbers) {
        int slash = part.indexOf('/');
        String span = slash < 0 ? part : part.substring(0, slash);
        OptionalInt step = slash < 0 ? OptionalInt.of(1) : step(part.substring(slash + 1));
        int dash = span.indexOf('-');
        OptionalInt from = span.equals("*")
                ? OptionalInt.of(range.first())
                : range.number(dash < 0 ? span : span.substring(0, dash));
        OptionalInt to = to(span, dash, slash >= 0, range, from);
        if (step.isEmpty() || from.isEmpty() || to.isEmpty() || from.getAsInt() > to.getAsInt()) {
            return false;
        }
        for (int number = from.getAsInt(); number <= to.getAsInt(); number += step.getAsInt()) {
            numbers.set(number);
        }
        return true;
    }

    /** A single number with a step goes on to the end. */
    private static OptionalInt to(String span, int dash, boolean stepped, Range range, OptionalInt from) {
        if (span.equals("*") || (dash < 0 && stepped)) {
            return OptionalInt.of(range.last());
        }
        return dash < 0 ? from : range.number(span.substring(dash + 1));
    }

    private static OptionalInt step(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        int step = Integer.parseInt(text);
        return step > 0 ? OptionalInt.of(step) : OptionalInt.empty();
    }
}
