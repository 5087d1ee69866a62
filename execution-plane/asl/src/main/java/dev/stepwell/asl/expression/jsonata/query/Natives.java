package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
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

    private final Scope scope;
    private final TextFunctions texts;
    private final StatesFunctions states;

    Natives(Scope scope, Weights weights) {
        this.scope = scope;
        this.texts = new TextFunctions(weights);
        this.states = new StatesFunctions(scope.random(), weights);
    }

    void bind(Jsonata.Frame frame, Set<String> names) {
        for (String name : names) {
            if (name.equals("eval")) {
                // Step Functions takes $eval away: calling it is calling nothing.
                frame.bind(name, (Object) null);
            } else {
                Native function = named(name);
                if (function != null) {
                    frame.bind(name, (Object) function);
                }
            }
        }
    }

    private @Nullable Native named(String name) {
        return switch (name) {
            case "partition" -> new Native(name, ANY, 2, states::partition);
            case "range" -> new Native(name, ANY, 3, states::range);
            case "hash" -> new Native(name, ANY, 2, states::hash);
            case "random" -> new Native(name, ANY, 1, states::random);
            case "uuid" -> new Native(name, ANY, 0, states::uuid);
            case "parse" -> new Native(name, ANY, 1, states::parse);
            case "pad" -> new Native(name, "<s-ns?:s>", 3, texts::pad);
            case "join" -> new Native(name, "<a<s>s?:s>", 2, texts::join);
            case "contains" -> new Native(name, "<s-(sf):b>", 2, texts::contains);
            case "match" -> new Native(name, "<s-fn?:a>", 3, texts::match);
            case "split" -> new Native(name, "<s-(sf)n?:a>", 3, texts::split);
            case "replace" -> new Native(name, "<s-(sf)(sf)n?:s>", 4, texts::replace);
            case "now" -> new Native(name, "<s?s?:s>", 2, this::now);
            case "millis" ->
                new Native(name, "<:n>", 0, arguments -> scope.now().toEpochMilli());
            case "toMillis" -> new Native(name, "<s-s?:n>", 2, Natives::toMillis);
            case "shuffle" -> new Native(name, "<a:a>", 1, this::shuffle);
            case "distinct" -> new Native(name, "<x:x>", 1, Natives::distinct);
            case "sort" -> new Native(name, "<af?:a>", 2, SortFunction::sort);
            case "count" -> new Native(name, "<x:n>", 1, Natives::count);
            case "number" -> new Native(name, "<(nsb)-:n>", 1, NumberFunctions::number);
            case "formatInteger" -> new Native(name, "<n-s:s>", 2, NumberFunctions::formatInteger);
            case "parseInteger" -> new Native(name, "<s-s:n>", 2, NumberFunctions::parseInteger);
            case "formatBase" -> new Native(name, "<n-n?:s>", 2, NumberFunctions::formatBase);
            case "substring" -> new Native(name, "<s-nn?:s>", 3, TextFunctions::substring);
            case "decodeUrl", "decodeUrlComponent" -> new Native(name, "<s-:s>", 1, arguments -> TextFunctions.decodeUrl(name, arguments));
            default -> null;
        };
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
