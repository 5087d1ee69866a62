package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import dev.stepwell.asl.expression.Scope;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which functions differ from the library's; each evaluation binds those that its expression names. */
final class Natives {
    private static final String ANY = "<x?x?x?x?:x>";

    private static final Set<String> ADDED = Set.of("partition", "range", "hash", "uuid", "parse");

    private final Scope scope;
    private final Weights weights;
    private final TextFunctions texts;
    private final StatesFunctions states;

    Natives(Scope scope, Weights weights) {
        this.scope = scope;
        this.weights = weights;
        this.texts = new TextFunctions(weights);
        this.states = new StatesFunctions(scope.random(), weights);
    }

    /** Whether it is a function that the library does not have. */
    static boolean added(String name) {
        return ADDED.contains(name);
    }

    void bind(Jsonata.Frame frame, Set<String> names) {
        for (String name : names) {
            if (name.equals("eval")) {
                // Step Functions takes $eval away: calling it is calling nothing.
                frame.bind(name, (Object) null);
            } else {
                JFunction function = named(name);
                if (function != null) {
                    frame.bind(name, (Object) function);
                }
            }
        }
    }

    private @Nullable JFunction named(String name) {
        return switch (name) {
            case "partition" -> function(name, ANY, 2, states::partition);
            case "range" -> function(name, ANY, 3, states::range);
            case "hash" -> function(name, ANY, 2, states::hash);
            case "random" -> function(name, ANY, 1, states::random);
            case "uuid" -> function(name, ANY, 0, states::uuid);
            case "parse" -> function(name, ANY, 1, states::parse);
            case "pad" -> function(name, "<s-ns?:s>", 3, texts::pad);
            case "join" -> function(name, "<a<s>s?:s>", 2, texts::join);
            case "contains" -> function(name, "<s-(sf):b>", 2, texts::contains);
            case "match" -> function(name, "<s-fn?:a>", 3, texts::match);
            case "split" -> function(name, "<s-(sf)n?:a>", 3, texts::split);
            case "replace" -> function(name, "<s-(sf)(sf)n?:s>", 4, texts::replace);
            case "now" -> function(name, "<s?s?:s>", 2, limited(this::now));
            case "millis" -> function(name, "<:n>", 0, arguments -> scope.now().toEpochMilli());
            case "toMillis" -> function(name, "<s-s?:n>", 2, limited(Natives::toMillis));
            case "shuffle" -> function(name, "<a:a>", 1, this::shuffle);
            case "distinct" -> function(name, "<x:x>", 1, Natives::distinct);
            case "sort" -> function(name, "<af?:a>", 2, SortFunction::sort);
            case "count" -> function(name, "<x:n>", 1, Natives::count);
            case "number" -> function(name, "<(nsb)-:n>", 1, NumberFunctions::number);
            case "formatInteger" -> function(name, "<n-s:s>", 2, limited(NumberFunctions::formatInteger));
            case "parseInteger" -> function(name, "<s-s:n>", 2, limited(NumberFunctions::parseInteger));
            case "formatBase" -> function(name, "<n-n?:s>", 2, NumberFunctions::formatBase);
            case "substring" -> function(name, "<s-nn?:s>", 3, TextFunctions::substring);
            case "decodeUrl", "decodeUrlComponent" ->
                function(name, "<s-:s>", 1, arguments -> TextFunctions.decodeUrl(name, arguments));
            default -> Metered.of(name, weights);
        };
    }

    private Native.Body limited(Native.Body body) {
        return arguments -> {
            weights.pictures(arguments);
            return body.apply(arguments);
        };
    }

    private Native function(String name, String signature, int arity, Native.Body body) {
        return new Native(name, signature, arity, weights, body);
    }

    private Object now(List<@Nullable Object> arguments) {
        return Functions.dateTimeFromMillis(scope.now().toEpochMilli(), (String) Native.argument(arguments, 0), (String)
                Native.argument(arguments, 1));
    }

    /** A time without a zone is UTC, wherever the server stands. */
    private static @Nullable Object toMillis(List<@Nullable Object> arguments) {
        String text = (String) Native.argument(arguments, 0);
        String picture = (String) Native.argument(arguments, 1);
        if (text == null) {
            return null;
        }
        try {
            if (picture == null && text.length() > "yyyy-MM-dd".length() && text.indexOf('T') > 0) {
                try {
                    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
                } catch (DateTimeException e) {
                    // It has a zone, then.
                }
            }
            return Functions.dateTimeToMillis(text, picture);
        } catch (DateTimeException | ParseException e) {
            throw new JException("D3110", -1, text);
        }
    }

    private @Nullable Object shuffle(List<@Nullable Object> arguments) {
        if (!(Native.argument(arguments, 0) instanceof List<?> array)) {
            return null;
        }
        List<Object> shuffled = new ArrayList<>(array);
        for (int i = shuffled.size(); i > 1; i--) {
            int j = scope.random().nextInt(i);
            Object last = shuffled.get(i - 1);
            shuffled.set(i - 1, shuffled.get(j));
            shuffled.set(j, last);
        }
        return shuffled;
    }

    /** What is left of an array stays an array, be it of one element. */
    private static @Nullable Object distinct(List<@Nullable Object> arguments) {
        Object argument = Native.argument(arguments, 0);
        Object distinct = Functions.distinct(argument);
        return distinct instanceof List<?> list && !Utils.isSequence(argument) ? new ArrayList<>(list) : distinct;
    }

    /** AWS counts a null as the one value that it is. */
    private static Object count(List<@Nullable Object> arguments) {
        return switch (Native.argument(arguments, 0)) {
            case null -> 0;
            case List<?> array -> array.size();
            default -> 1;
        };
    }
}
