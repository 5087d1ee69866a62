package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes shapes out of descriptors, each once. Used while starting, by one thread. */
public final class Shapes {
    private final Map<Descriptor, Shape> made = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    /** The shape of a message. */
    public Shape of(Descriptor message) {
        Shape known = made.get(message);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(message, id(message));
        made.put(message, shape);
        shape.fill(message, this);
        return shape;
    }

    /** The simple name goes to whoever is first; others bear the service of their package, {@code stepwell.swf.v1}, before it. */
    private String id(Descriptor message) {
        String name = message.getName();
        if (ids.add(name)) {
            return name;
        }
        String service = message.getFile().getPackage().split("\\.")[1];
        return Character.toUpperCase(service.charAt(0)) + service.substring(1) + name;
    }
}
