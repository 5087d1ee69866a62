package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import java.util.List;

/** A payload template (developer guide, "Parameters"): only its changing parts; what is constant is shared by all evaluations. */
sealed interface Template extends Expression {
    /** An object of which at least one value changes. */
    record ObjectTemplate(List<Member> members) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Member member : members) {
                object.set(member.name(), member.value().evaluate(scope));
            }
            return object;
        }
    }

    /** An array of which at least one element changes. */
    record ArrayTemplate(List<Expression> elements) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
            for (Expression element : elements) {
                array.add(element.evaluate(scope));
            }
            return array;
        }
    }

    /** A member of an object, its name without {@code .$}. */
    record Member(String name, Expression value) {}
}
