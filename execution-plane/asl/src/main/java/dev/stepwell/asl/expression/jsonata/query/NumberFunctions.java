package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of numbers that differ from the library's. */
final class NumberFunctions {
    /** What JSONata takes for a number; the library takes all that Java does, blanks and suffixes included. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?");

    private static final Pattern OTHER = Pattern.compile("0[xX]([0-9A-Fa-f]+)|0[oO]([0-7]+)|0[bB]([01]+)");
    private static final int[] RADIX = {16, 8, 2};

    /** No number is longer than its double can tell. */
    private static final int MAX_DIGITS = 1_000;

    /** A Roman numeral of more is too long for anybody, and the library writes it letter by letter. */
    private static final double LARGEST_ROMAN = 1_000_000;

    private NumberFunctions() {}

    static @Nullable Object number(List<@Nullable Object> arguments) {
        Object argument = Native.argument(arguments, 0);
        try {
            return argument instanceof String text ? parsed(text) : Functions.number(argument);
        } catch (NumberFormatException e) {
            throw new JException("D3030", -1, argument);
        }
    }

    private static Object parsed(String text) {
        if (text.length() <= MAX_DIGITS && DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        Matcher other = OTHER.matcher(text);
        if (text.length() <= MAX_DIGITS && other.matches()) {
            for (int i = 0; i < RADIX.length; i++) {
                if (other.group(i + 1) != null) {
                    return new BigInteger(other.group(i + 1), RADIX[i]).doubleValue();
                }
            }
        }
        throw new NumberFormatException(text);
    }

    static @Nullable Object formatInteger(List<@Nullable Object> arguments) {
        Number value = (Number) Native.argument(arguments, 0);
        String picture = (String) Native.argument(arguments, 1);
        if (value == null) {
            return null;
        }
        if (picture != null
                && (picture.startsWith("I") || picture.startsWith("i"))
                && Math.abs(value.doubleValue()) > LARGEST_ROMAN) {
            throw BoundException.memory();
        }
        return Functions.formatInteger(Values.compact(Math.floor(value.doubleValue())), picture);
    }

    /** What is no such number is nothing: the library says so for some pictures and breaks for others. */
    static @Nullable Object parseInteger(List<@Nullable Object> arguments) {
        String text = (String) Native.argument(arguments, 0);
        if (text == null) {
            return null;
        }
        try {
            return Functions.parseInteger(text, (String) Native.argument(arguments, 1));
        } catch (NullPointerException | NumberFormatException | ParseException e) {
            return null;
        }
    }

    static @Nullable Object formatBase(List<@Nullable Object> arguments) {
        Number value = (Number) Native.argument(arguments, 0);
        Number radix = (Number) Native.argument(arguments, 1);
        if (value == null) {
            return null;
        }
        if (radix != null && (radix.intValue() < Character.MIN_RADIX || radix.intValue() > Character.MAX_RADIX)) {
            throw new JException("D3100", -1, radix.intValue());
        }
        return Functions.formatBase(value, radix);
    }
}
