package dev.stepwell.gateway.rest;

import dev.stepwell.gateway.shapes.Form;
import dev.stepwell.gateway.shapes.Kind;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a path has a value of: a member of the question, or one of a structure in it, {@code execution.run_id}.
 *
 * @param way the members that lead to it, from the question inwards
 */
record Variable(List<Member> way) {
    Variable {
        way = List.copyOf(way);
    }

    /** Reads what stands between the braces, with the contract's names of fields. */
    static Variable of(String fields, Shape input, String path) {
        List<Member> way = new ArrayList<>();
        Shape at = input;
        for (String field : fields.split("\\.", -1)) {
            Member member = at.members().stream()
                    .filter(each -> snake(each.name().getValue()).equals(field))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no member for {" + fields + "} of " + path));
            way.add(member);
            at = member.form() == Form.ONE && member.kind() == Kind.STRUCTURE ? member.structure() : at;
        }
        return new Variable(way);
    }

    private static String snake(String lowerCamel) {
        StringBuilder snake = new StringBuilder();
        for (char c : lowerCamel.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** The member that the value is of. */
    Member member() {
        return way.getLast();
    }

    /** Its name as clients know it: {@code execution.runId}. */
    String name() {
        return way.stream().map(Member::toString).collect(Collectors.joining("."));
    }
}
