package dev.stepwell.execution.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.execution.connectors.Connector.Question;
import java.net.URI;
import java.util.Optional;

/** What the older integrations do to a request before they send it. */
final class Preparation {
    static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private Preparation() {}

    /** The parameters as they are sent. Events name the execution they come from (developer guide, "EventBridge"). */
    static JsonNode of(Question question) {
        JsonNode parameters = question.invoke().arguments().json();
        if (!service(question).equals("events") || !parameters.path("Entries").isArray()) {
            return parameters;
        }
        ObjectNode prepared = parameters.deepCopy();
        for (JsonNode entry : prepared.path("Entries")) {
            if (entry instanceof ObjectNode object) {
                object.withArray("Resources")
                        .add(question.facts().stateMachineArn())
                        .add(question.facts().executionArn());
            }
        }
        return prepared;
    }

    /**
     * Where it is sent. A message to a queue goes to the queue's URL (SDK for Java 1), except that an endpoint that the operator has named
     * stands for AWS's own.
     */
    static Optional<Access.Way> way(Question question, Optional<Access.Way> known) {
        if (!service(question).equals("sqs") || known.isEmpty()) {
            return known;
        }
        String queue = question.invoke().arguments().json().path("QueueUrl").asText("");
        return known.map(way -> host(queue).map(way::at).orElse(way));
    }

    private static Optional<URI> host(String queue) {
        try {
            URI url = URI.create(queue);
            boolean elsewhere = url.getHost() != null
                    && url.getScheme().startsWith("http")
                    && !url.getHost().endsWith(".amazonaws.com");
            return elsewhere
                    ? Optional.of(URI.create(url.getScheme() + "://" + url.getRawAuthority()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String service(Question question) {
        return ((TaskResource.Service) question.invoke().resource()).service();
    }
}
