package dev.stepwell.gateway.rest;

import dev.stepwell.gateway.json.RestDialect;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.shapes.Form;
import dev.stepwell.gateway.shapes.Kind;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.WireWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of paths and queries as protobuf's wire form. A dot in a parameter's name leads into a structure, {@code typeFilter.name}. A
 * parameter that the contract does not know is refused: a misspelt filter that finds everything would be worse than none.
 */
final class Arguments {
    private final Shape shape;
    private final Map<Member, List<String>> values = new LinkedHashMap<>();
    private final Map<Member, Arguments> below = new LinkedHashMap<>();

    Arguments(Shape shape) {
        this.shape = shape;
        for (Member member : shape.members()) {
            if (member.inline()) {
                below.put(member, new Arguments(member.structure()));
            }
        }
    }

    /** Adds every parameter of a query, which is still encoded. */
    void query(String query) throws Unreadable {
        for (String parameter : query.split("&")) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
            if (!add(name, value)) {
                throw new Unreadable("There is no query parameter '" + name + "'.");
            }
        }
    }

    /** Adds the value of the member that this way leads to. */
    void put(List<Member> way, String value) throws Unreadable {
        if (way.size() == 1) {
            put(way.getFirst(), value);
        } else {
            below(way.getFirst()).put(way.subList(1, way.size()), value);
        }
    }

    private Arguments below(Member structure) {
        return below.computeIfAbsent(structure, member -> new Arguments(member.structure()));
    }

    private void put(Member member, String value) throws Unreadable {
        List<String> known = values.computeIfAbsent(member, m -> new ArrayList<>(1));
        if (!known.isEmpty() && member.form() != Form.LIST) {
            throw new Unreadable("The query parameter '" + member + "' is given twice.");
        }
        known.add(value);
    }

    /** Gives a member this value and no other. */
    void replace(Member member, String value) {
        values.put(member, List.of(value));
    }

    private boolean add(String name, String value) throws Unreadable {
        int dot = name.indexOf('.');
        Member member = shape.asked(dot < 0 ? name : name.substring(0, dot));
        if (member != null && dot < 0 && isParameter(member)) {
            put(member, value);
            return true;
        }
        if (member != null && dot >= 0 && leadsOn(member)) {
            return below(member).add(name.substring(dot + 1), value);
        }
        for (Map.Entry<Member, Arguments> inside : below.entrySet()) {
            if (inside.getKey().inline() && inside.getValue().add(name, value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether its members can stand in a query, behind its name and a dot. */
    static boolean leadsOn(Member member) {
        return member.form() == Form.ONE && member.kind() == Kind.STRUCTURE && !member.inline();
    }

    /** Whether a member can stand in a query. */
    static boolean isParameter(Member member) {
        return (member.form() == Form.ONE || member.form() == Form.LIST) && member.kind() != Kind.STRUCTURE;
    }

    /** All of it in wire form. */
    byte[] wire() throws Unreadable {
        WireWriter out = new WireWriter(256);
        write(out);
        return out.toBytes();
    }

    private void write(WireWriter out) throws Unreadable {
        for (Member member : shape.members()) {
            for (String value : values.getOrDefault(member, List.of())) {
                write(member, value, out);
            }
            Arguments inside = below.get(member);
            if (inside != null && !inside.isEmpty()) {
                int begun = out.begin(member.number());
                inside.write(out);
                out.end(begun);
            }
        }
    }

    private boolean isEmpty() {
        return values.isEmpty() && below.values().stream().allMatch(Arguments::isEmpty);
    }

    private static void write(Member member, String text, WireWriter out) throws Unreadable {
        switch (member.kind()) {
            case STRING -> out.text(member.number(), text.toCharArray(), 0, text.length());
            case BOOLEAN -> out.number(member.number(), bool(member, text) ? 1 : 0);
            case INTEGER -> out.number(member.number(), whole(member, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> out.number(member.number(), whole(member, text, Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT -> out.single(member.number(), (float) fraction(member, text));
            case DOUBLE -> out.twin(member.number(), fraction(member, text));
            case TIMESTAMP -> {
                Instant time = RestDialect.time(text);
                int begun = out.begin(member.number());
                out.number(1, time.getEpochSecond());
                out.number(2, time.getNano());
                out.end(begun);
            }
            case STRUCTURE -> throw new IllegalStateException(member + " is a structure");
        }
    }

    private static boolean bool(Member member, String text) throws Unreadable {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw not(member, "true or false");
        };
    }

    private static long whole(Member member, String text, long least, long most) throws Unreadable {
        Long value = parsed(text);
        if (value == null || value < least || value > most) {
            throw not(member, "a whole number");
        }
        return value;
    }

    private static @Nullable Long parsed(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static double fraction(Member member, String text) throws Unreadable {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The refusal below says it all.
        }
        throw not(member, "a number");
    }

    private static Unreadable not(Member member, String what) {
        return new Unreadable("The parameter '" + member + "' is not " + what + ".");
    }

    private static String decoded(String text) throws Unreadable {
        Optional<String> decoded = Percent.decode(text, true);
        if (decoded.isEmpty()) {
            throw new Unreadable("The query is not well encoded.");
        }
        return decoded.get();
    }
}
