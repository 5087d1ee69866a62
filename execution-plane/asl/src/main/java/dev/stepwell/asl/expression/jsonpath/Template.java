package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.jsonpath.path.Fuel;
import dev.stepwell.asl.expression.jsonpath.path.FueledExpression;
import java.util.List;

/** A payload template (developer guide, "Parameters"): only its changing parts; what is constant is shared by all evaluations. */
sealed interface Template extends FueledExpression {
    /** An object of which at least one value changes. */
    record ObjectTemplate(List<Member> members) implements Template {
        @Override
        public JsonNode evaluate(Scope scope, Fuel fuel) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Member member : members) {
                object.set(member.name(), FueledExpression.evaluate(member.value(), scope, fuel));
            }
            return object;
        }
    }

    /** An array of which at least one element changes. */
    record ArrayTemplate(List<Expression> elements) implements Template {
        @Override
        public JsonNode evaluate(Scope scope, Fuel fuel) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
            for (Expression element : elements) {
                array.add(FueledExpression.evaluate(element, scope, fuel));
            }
            return array;
        }
    }

    /** A member of an object, its name without {@code .$}. */
    record Member(String name, Expression value) {}
}
