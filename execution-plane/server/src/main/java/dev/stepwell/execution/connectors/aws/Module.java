package dev.stepwell.execution.connectors.aws;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * A module of AWS's SDK, looked through once.
 *
 * @param name the service's name as the SDK spells it, such as {@code DynamoDb}; errors begin with it
 * @param client the interface of its client
 * @param operations its actions by their names, such as {@code putItem}
 */
record Module(String name, Class<?> client, Map<String, Operation> operations) {
    /** How the largest member of a request or a result travels. */
    enum Body {
        SENT,
        RECEIVED,
        NONE
    }

    /**
     * One action.
     *
     * @param method of the client
     * @param builder makes what its request is filled in
     */
    record Operation(Method method, Method builder, Body body) {}

    /** The module of a client. */
    static Module of(String name, Class<?> client) {
        Map<String, Operation> operations = new HashMap<>();
        for (Method method : client.getMethods()) {
            of(method)
                    .ifPresent(operation -> operations.merge(
                            method.getName(), operation, BinaryOperator.minBy(Comparator.comparing(Operation::body))));
        }
        return new Module(name, client, Map.copyOf(operations));
    }

    private static Optional<Operation> of(Method method) {
        Class<?>[] takes = method.getParameterTypes();
        if (takes.length == 0 || takes.length > 2 || !SdkRequest.class.isAssignableFrom(takes[0])) {
            return Optional.empty();
        }
        if (takes.length == 1) {
            return Optional.of(new Operation(method, builder(takes[0]), Body.NONE));
        }
        if (takes[1] == RequestBody.class) {
            return Optional.of(new Operation(method, builder(takes[0]), Body.SENT));
        }
        return takes[1] == ResponseTransformer.class
                ? Optional.of(new Operation(method, builder(takes[0]), Body.RECEIVED))
                : Optional.empty();
    }

    private static Method builder(Class<?> request) {
        try {
            return request.getMethod("builder");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a request has a builder: " + request, e);
        }
    }
}
