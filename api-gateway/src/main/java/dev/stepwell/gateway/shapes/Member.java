package dev.stepwell.gateway.shapes;

import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import org.jspecify.annotations.Nullable;

/**
 * A member of a shape.
 *
 * @param index its place in the shape, from 0
 * @param number its field number
 * @param name its name in JSON
 * @param query its name in the queries of AWS's clients
 * @param form how many values it has
 * @param kind what a value is; of a map, what the entries are: structures
 * @param shape the shape of a structure, of a vessel, or of a map's entries
 * @param required whether it must be present
 * @param shownEmpty of a list: whether it is printed even when it is empty
 * @param sensitive whether its value may be shown to nobody
 * @param payload whether it may be as long as the tenant's payloads
 * @param once whether two questions with one value of it are one question
 * @param inline of a structure in a question: whether a query gives its members without its name
 * @param rules the rules of the whole value
 * @param items the rules of each element of a list
 */
public record Member(
        int index,
        int number,
        SerializedString name,
        String query,
        Form form,
        Kind kind,
        @Nullable Shape shape,
        boolean required,
        boolean shownEmpty,
        boolean sensitive,
        boolean payload,
        boolean once,
        boolean inline,
        Rules rules,
        Rules items) {
    static Member of(FieldDescriptor field, Shapes shapes) {
        MemberRule rule = field.getOptions().getExtension(Options.member);
        Kind kind = Kind.of(field);
        Form form = form(field, rule);
        if (form == Form.LIST && kind != Kind.STRING && kind != Kind.STRUCTURE) {
            throw new IllegalArgumentException("the contract has no lists of " + kind + ": " + field);
        }
        String name = rule.getName().isEmpty() ? field.getJsonName() : rule.getName();
        return new Member(
                field.getIndex(),
                field.getNumber(),
                new SerializedString(name),
                rule.getQuery().isEmpty() ? name : rule.getQuery(),
                form,
                kind,
                kind == Kind.STRUCTURE ? shapes.of(field.getMessageType()) : null,
                rule.getRequired(),
                form == Form.LIST && (rule.getRequired() || rule.getShownEmpty()),
                rule.getSensitive(),
                rule.getPayload(),
                rule.getOnce(),
                rule.getInline(),
                Rules.of(rule),
                Rules.of(rule.getItems()));
    }

    private static Form form(FieldDescriptor field, MemberRule rule) {
        if (field.isMapField() || (field.isRepeated() && rule.getFlatten())) {
            return Form.MAP;
        }
        if (field.isRepeated()) {
            return Form.LIST;
        }
        return rule.getFlatten() ? Form.VESSEL : Form.ONE;
    }

    /** The shape of a member that has one. */
    public Shape structure() {
        if (shape == null) {
            throw new IllegalStateException(name + " is no structure");
        }
        return shape;
    }

    /** The list inside a vessel. */
    public Member inside() {
        return structure().members().getFirst();
    }

    @Override
    public String toString() {
        return name.getValue();
    }
}
