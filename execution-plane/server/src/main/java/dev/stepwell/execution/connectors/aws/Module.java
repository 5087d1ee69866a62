package dev.stepwell.execution.connectors.aws;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * A module of AWS's SDK.
 *
 * @param name the service's name as the SDK spells it, such as {@code DynamoDb}; errors begin with it
 * @param client the interface of its client
 */
record Module(String name, Class<?> client) {
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
     * @param request what it takes
     */
    record Operation(Method method, Class<?> request, Body body) {}

    /** The action of a name such as {@code putItem}. */
    Optional<Operation> operation(String action) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getName().equals(action))
                .flatMap(method -> of(method).stream())
                .min(Comparator.comparing(Operation::body));
    }

    private static Optional<Operation> of(Method method) {
        Class<?>[] takes = method.getParameterTypes();
        if (takes.length == 0 || takes.length > 2 || !SdkRequest.class.isAssignableFrom(takes[0])) {
            return Optional.empty();
        }
        if (takes.length == 1) {
            return Optional.of(new Operation(method, takes[0], Body.NONE));
        }
        if (takes[1] == RequestBody.class) {
            return Optional.of(new Operation(method, takes[0], Body.SENT));
        }
        return takes[1] == ResponseTransformer.class
                ? Optional.of(new Operation(method, takes[0], Body.RECEIVED))
                : Optional.empty();
    }

    /** The name of the exception that stands for every error the service's model does not name. */
    String anyException() {
        return name + "Exception";
    }
}
