package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.HashMap;
import java.util.Map;

/** Makes shapes out of descriptors, each once. Used while starting, by one thread. */
public final class Shapes {
    private final Map<Descriptor, Shape> made = new HashMap<>();

    /** The shape of a message. */
    public Shape of(Descriptor message) {
        Shape known = made.get(message);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(message);
        made.put(message, shape);
        shape.fill(message, this);
        return shape;
    }
}
