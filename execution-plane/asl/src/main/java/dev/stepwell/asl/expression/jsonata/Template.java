package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import java.util.List;

/** A value with expressions in it, at any depth; what is constant is shared by all evaluations. */
sealed interface Template permits Computed, Template.Constant, Template.ObjectTemplate, Template.ArrayTemplate {
    /** The value; all expressions of a template share its fuel. */
    JsonNode evaluate(Given given, Fuel fuel);

    /** No expression in it. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Given given, Fuel fuel) {
            return value;
        }
    }

    /** An object of which at least one value changes. */
    record ObjectTemplate(List<Member> members) implements Template {
        @Override
        public JsonNode evaluate(Given given, Fuel fuel) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Member member : members) {
                object.set(member.name(), member.value().evaluate(given, fuel));
            }
            return object;
        }
    }

    /** An array of which at least one element changes. */
    record ArrayTemplate(List<Template> elements) implements Template {
        @Override
        public JsonNode evaluate(Given given, Fuel fuel) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
            for (Template element : elements) {
                array.add(element.evaluate(given, fuel));
            }
            return array;
        }
    }

    /** A member of an object. */
    record Member(String name, Template value) {}
}
